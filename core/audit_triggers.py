"""Laying the audit trigger on every table.

It runs after each migration, so that a new app's tables are watched from the moment
they exist, without a line of theirs. Tables that hold no record of the council's are left out:
a model of ours says so by `audit_unwatched = True` (the trail itself, which columns somebody
likes to see), those of packages (sessions, the task queue, Django's own) are named here.
"""

from typing import Any

from django.db import connections, models

UNWATCHED_PACKAGES = frozenset(
    {
        "django_session",
        "django_migrations",
        "django_content_type",
        "auth_permission",
        "axes_accessattempt",
        "axes_accesslog",
        "axes_accessfailurelog",
        "axes_accessattemptexpiration",
        "django_tasks_database_dbtaskresult",
    }
)


def unwatched_tables() -> frozenset[str]:
    """The tables that hold no record of the council's."""
    from django.apps import apps

    ours = (
        model._meta.db_table
        for model in apps.get_models()
        if getattr(model, "audit_unwatched", False)
    )
    return UNWATCHED_PACKAGES.union(ours)


def omitted_columns() -> dict[str, tuple[str, ...]]:
    """The columns that never enter the trail, by table: what a model's `audit_omits` names.

    Secrets, the mark of every sign-in, the bytes of files.
    """
    from django.apps import apps

    return {
        model._meta.db_table: model.audit_omits
        for model in apps.get_models()
        if hasattr(model, "audit_omits")
    }


WATCH_FUNCTION = """
CREATE OR REPLACE FUNCTION core_audit_write() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    old_row jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) - coalesce(TG_ARGV, '{}') END;
    new_row jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) - coalesce(TG_ARGV, '{}') END;
    acting text := nullif(current_setting('audit.act', true), '');
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF old_row = new_row THEN
            RETURN NULL;
        END IF;
        -- Of an altered row only the altered columns are kept.
        SELECT jsonb_object_agg(o.key, o.value), jsonb_object_agg(n.key, n.value)
          INTO old_row, new_row
          FROM jsonb_each(old_row) o JOIN jsonb_each(new_row) n ON n.key = o.key
         WHERE o.value IS DISTINCT FROM n.value;
    END IF;
    INSERT INTO core_auditchange (act_id, at, table_name, row_id, operation, before, after)
    VALUES (
        acting::bigint,
        -- Another moment than now is told by the demonstration alone (`config.demo.clock`).
        coalesce(nullif(current_setting('audit.at', true), '')::timestamptz, statement_timestamp()),
        TG_TABLE_NAME,
        CASE WHEN TG_OP = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END ->> 'id',
        left(TG_OP, 1),
        old_row,
        new_row
    );
    RETURN NULL;
END $$;
"""

LOCK_FUNCTION = """
CREATE OR REPLACE FUNCTION core_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% may not be changed or removed', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE OR REPLACE TRIGGER core_refuse_change BEFORE UPDATE OR DELETE ON core_auditchange
    FOR EACH ROW EXECUTE FUNCTION core_refuse_change();
CREATE OR REPLACE TRIGGER core_refuse_change BEFORE DELETE ON core_auditact
    FOR EACH ROW EXECUTE FUNCTION core_refuse_change();
CREATE OR REPLACE TRIGGER core_refuse_rewriting BEFORE UPDATE ON core_auditact
    FOR EACH ROW
    WHEN ((OLD.at, OLD.action, OLD.actor_id, OLD.actor_name, OLD.note)
          IS DISTINCT FROM (NEW.at, NEW.action, NEW.actor_id, NEW.actor_name, NEW.note)
          OR OLD.target_id IS NOT NULL)
    EXECUTE FUNCTION core_refuse_change();
"""


def watched_tables() -> list[str]:
    """Every table of ours that the trail watches, many-to-many tables included."""
    from django.apps import apps

    tables = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return sorted(tables - unwatched_tables())


def watch_every_table(using: str, **_: Any) -> None:
    """Lay the trigger on each table that exists and lock the trail itself (post_migrate)."""
    connection = connections[using]
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        if "core_auditchange" not in existing:
            return
        cursor.execute(WATCH_FUNCTION)
        cursor.execute(LOCK_FUNCTION)
        omitted = omitted_columns()
        for table in watched_tables():
            if table not in existing:
                continue
            without = ", ".join(f"'{column}'" for column in omitted.get(table, ()))
            cursor.execute(
                "CREATE OR REPLACE TRIGGER core_audit AFTER INSERT OR UPDATE OR DELETE"
                f' ON "{table}" FOR EACH ROW EXECUTE FUNCTION core_audit_write({without})'
            )


def row_key(instance: models.Model) -> tuple[str, str]:
    """The table and row number under which the trail keeps a row's changes."""
    return instance._meta.db_table, str(instance.pk)
