"""Users, the roles they hold, and the columns they want to see."""

from accounts.models.column_choice import ColumnChoice
from accounts.models.role_assignment import RoleAssignment
from accounts.models.user import User

__all__ = ["ColumnChoice", "RoleAssignment", "User"]
