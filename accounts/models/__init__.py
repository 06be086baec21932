"""Users, the roles they hold, the columns they want to see, and the reminders they got."""

from accounts.models.column_choice import ColumnChoice
from accounts.models.reminder import Reminder
from accounts.models.role_assignment import RoleAssignment
from accounts.models.user import User

__all__ = ["ColumnChoice", "Reminder", "RoleAssignment", "User"]
