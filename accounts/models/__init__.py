"""Users and the roles they hold."""

from accounts.models.role_assignment import RoleAssignment
from accounts.models.user import User

__all__ = ["RoleAssignment", "User"]
