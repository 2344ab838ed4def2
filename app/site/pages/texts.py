"""Pages of words: who we are, how we work, and what everybody has a right to know."""

from app.kit.languages import Texts, pick
from app.publishing.concealing import public_campaign
from app.web.hop import Db, Router
from app.web.page import PublicPage, Response

router = Router()


@router.get("/{lang:lang}/about")
def about(page: PublicPage, db: Db) -> Response:
    known = public_campaign(db)
    return page.render("site/about.html", about=_text(known.about, page.lang))


@router.get("/{lang:lang}/method")
def method(page: PublicPage, db: Db) -> Response:
    known = public_campaign(db)
    return page.render(
        "site/method.html",
        method=_text(known.method, page.lang),
        bias_notice=_text(known.bias_notice, page.lang),
    )


@router.get("/{lang:lang}/help")
def help_page(page: PublicPage) -> Response:
    return page.render("site/help.html")


@router.get("/{lang:lang}/privacy")
def privacy(page: PublicPage, db: Db) -> Response:
    known = public_campaign(db)
    return page.render("site/privacy.html", controller=_text(known.data_controller, page.lang))


@router.get("/{lang:lang}/families")
def families(page: PublicPage) -> Response:
    return page.render("site/families.html")


@router.get("/{lang:lang}/partners")
def partners(page: PublicPage) -> Response:
    return page.render("site/partners.html")


def _text(texts: Texts, lang: str) -> dict[str, str] | None:
    picked = pick(texts, lang, lang)
    return {"text": picked[0], "lang": picked[1]} if picked else None
