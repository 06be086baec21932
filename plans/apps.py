from functools import partial
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PlansConfig(AppConfig):
    """Equality and diversity action plans."""

    name = "plans"

    def ready(self) -> None:
        from accounts.reminders.waiting import register_source
        from core.navigation import Subject, register
        from core.supplied_figures import register_taker
        from plans.kpis.taking import targets_for
        from plans.ready_made import add_ready_made
        from plans.reference import register_places
        from plans.reporting.kpi_figures import figures_waiting
        from plans.reporting.reminders import reports_waiting
        from plans.reporting.risk_reviews import reviews_waiting

        post_migrate.connect(add_ready_made, sender=self, dispatch_uid="plans.ready_made")
        register(
            "My work",
            "plans:my_work",
            subject=Subject.MY_WORK,
            order=8,
            open_to=lambda user: user.person_id is not None,
            lands=3,
        )
        offer = partial(register, subject=Subject.PLANS)
        offer("Dashboard", "plans:council_dashboard", order=9, open_to=_follows)
        offer("Plans", "plans:list", order=10, open_to=lambda user: True, lands=9)
        for order, (label, url_name) in enumerate(
            [("Actions", "actions"), ("KPIs", "kpis"), ("Risks", "risks_list")], start=11
        ):
            offer(label, f"plans:{url_name}", order=order, open_to=_follows)
        offer("Search", "plans:search", order=15, open_to=lambda user: True)
        register_source("progress reports", reports_waiting)
        register_source("KPI figures", figures_waiting)
        register_source("risk reviews", reviews_waiting)
        register_taker("plans", targets_for)
        register_places()


def _follows(user: Any) -> bool:
    """Whether the lists of what plans hold are offered: a school comes for its returns, and
    finds what is published under the plans."""
    from accounts.capabilities import Capability

    return user.can(Capability.READ_PLANS) or not user.can(Capability.MAKE_RETURNS)
