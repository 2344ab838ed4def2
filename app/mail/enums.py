from enum import StrEnum


class MailState(StrEnum):
    """Whether mail can reach people."""

    WORKS = "works"
    FOLDER_IN_PUBLIC = "folder_in_public"
    TEST_FAILED = "test_failed"
