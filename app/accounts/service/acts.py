"""What the journal keeps of accounts: by id, never a name."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts.models import Account
from app.history.enums import Role
from app.history.inputs import Act
from app.history.service import write_journal


def act_of(account: Account) -> Act:
    """Somebody acts in their own name."""
    return Act(role=Role(account.role.value), actor_id=account.id)


def journal(
    db: Session, action: str, record_id: str, *, act: Act, now: datetime, kind: str = "account"
) -> None:
    """One row for a change of state of an account, or of what belongs to accounts."""
    write_journal(db, action=action, kind=kind, record_id=record_id, act=act, now=now)
