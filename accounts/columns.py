"""A user's own columns of a list: `list_page(..., columns_for=OwnColumns(user, "actions"))`."""

from dataclasses import dataclass

from accounts.models import ColumnChoice, User


@dataclass(frozen=True)
class OwnColumns:
    """Keeps a user's choice for one list, known by a key that never changes."""

    user: User
    list_key: str

    def recall(self) -> list[str] | None:
        """The columns chosen; None where nothing was."""
        chosen = self.user.column_choices.filter(list_key=self.list_key)
        return chosen.values_list("columns", flat=True).first()

    def keep(self, columns: list[str]) -> None:
        """Remember a choice in place of an earlier one."""
        ColumnChoice.objects.update_or_create(
            user=self.user, list_key=self.list_key, defaults={"columns": columns}
        )

    def forget(self) -> None:
        """Go back to the usual columns."""
        self.user.column_choices.filter(list_key=self.list_key).delete()
