from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ReportsConfig(AppConfig):
    """Printed documents and the committee's papers: compose, render, freeze, publish."""

    name = "reports"

    def ready(self) -> None:
        from accounts.reminders.waiting import register_source
        from reports.cover_reports import ready_made as ready_made_templates
        from reports.cover_reports import reference as templates
        from reports.menu import offer_entries
        from reports.questions import ready_made as ready_made_questions
        from reports.questions import reference as questions_lists
        from reports.recommendations.shown_elsewhere import offer_parts, recommendations_waiting

        for ready_made in (ready_made_templates, ready_made_questions):
            post_migrate.connect(
                ready_made.add_ready_made, sender=self, dispatch_uid=ready_made.__name__
            )
        templates.register_kinds()
        questions_lists.register_kinds()
        offer_entries()
        register_source("recommendations", recommendations_waiting)
        offer_parts()
