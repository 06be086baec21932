import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

# How words are read: "plans_stemmed" finds "bullied" by "bullying", "plans_words" keeps each
# word as it stands; to neither do accents count.
CONFIGURATIONS = """
CREATE TEXT SEARCH CONFIGURATION plans_stemmed (COPY = english);
ALTER TEXT SEARCH CONFIGURATION plans_stemmed
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
CREATE TEXT SEARCH CONFIGURATION plans_words (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION plans_words
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;
"""

READING = r"""
-- A text as it is taken apart into words. Apostrophes do not count; PostgreSQL would read
-- "and/or" as a file, "school.The" as a host, "<b>" as a tag and "10-15" as a negative number.
CREATE FUNCTION plans_search_plain(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT regexp_replace(
        translate(regexp_replace($1, '[''’‘ʼ`´]', '', 'g'),
                  '“”„/_@<>&', repeat('"', 3) || repeat(' ', 6)),
        '\.(?!\d)|(?<!\d)\.|(?<=\w)-(?=\d)', ' ', 'g')
$$;

-- A ref as it is compared: "Ob 3." and "ob3" are one, and so are "(a)" and "a".
CREATE FUNCTION plans_search_key(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT left(rtrim(lower(regexp_replace($1, '[[:space:]"“”„()]+', '', 'g')), '.'), 200)
$$;

-- What finds a part of this ref at once: the ref, each of several in one cell, and each of
-- them behind the kind of part, as in "action 1.5".
CREATE FUNCTION plans_search_keys(kind text, ref text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(array_agg(DISTINCT found.key), '{}')
      FROM (SELECT ref AS piece UNION SELECT regexp_split_to_table(ref, '[/,;\n]')) AS pieces
     CROSS JOIN LATERAL (VALUES (plans_search_key(piece)), (plans_search_key(kind || piece)))
           AS found (key)
     WHERE plans_search_key(piece) <> ''
$$;

-- The words that may be offered to somebody who mistyped one.
CREATE FUNCTION plans_search_forms(text) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(form), '{}')
      FROM unnest(tsvector_to_array(to_tsvector('plans_words', plans_search_plain($1)))) AS form
     WHERE length(form) BETWEEN 4 AND 40 AND form !~ '[^[:alpha:]]'
$$;

-- Texts one under another. A tsvector holds a megabyte at most, whatever is in a text, and
-- no plan may fail to be saved over that: the index ends where no reader's eye would get to.
CREATE FUNCTION plans_search_lines(VARIADIC text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT left(coalesce(string_agg(line, E'\n' ORDER BY place), ''), 50000)
      FROM unnest($1) WITH ORDINALITY AS lines (line, place)
     WHERE line <> ''
$$;
"""

# A function, not a view: a view would forbid later migrations to alter the columns it reads.
PARTS = r"""
-- What is searched: the parts of one kind with these numbers, as they are now.
CREATE FUNCTION plans_search_parts(searched text, numbers bigint[])
RETURNS TABLE (
    part_id bigint, plan_id bigint, anchor text, ref text, heading text, main text, others text
) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
    IF searched = 'plan' THEN RETURN QUERY
        SELECT p.id, p.id, 'main-content', '', p.title::text, '',
               plans_search_lines(p.contact_name, p.contact_post, p.contact_address,
                                  p.contact_telephone, p.contact_email)
          FROM plans_plan p
         WHERE p.id = ANY (numbers);
    ELSIF searched = 'section' THEN RETURN QUERY
        SELECT s.id, s.plan_id, 'section-' || s.id, s.number::text, s.heading::text, '', ''
          FROM plans_section s
         WHERE s.id = ANY (numbers);
    ELSIF searched = 'paragraph' THEN RETURN QUERY
        -- The number that is printed: as typed, or counted through the section.
        SELECT p.id, s.plan_id, 'paragraph-' || p.id,
               CASE WHEN plan.numbering <> 'automatic' THEN p.number ELSE
                    coalesce(nullif(rtrim(s.number, '.'), ''),
                             (SELECT count(*)::text FROM plans_section earlier
                               WHERE earlier.plan_id = s.plan_id
                                 AND earlier.position <= s.position))
                    || '.' ||
                    (SELECT count(*) FROM plans_paragraph earlier
                      WHERE earlier.section_id = s.id AND earlier.position <= p.position)
               END,
               '',
               plans_search_lines(p.text, (SELECT string_agg(b.text, E'\n' ORDER BY b.position)
                                             FROM plans_bullet b WHERE b.paragraph_id = p.id)),
               ''
          FROM plans_paragraph p
          JOIN plans_section s ON s.id = p.section_id
          JOIN plans_plan plan ON plan.id = s.plan_id
         WHERE p.id = ANY (numbers);
    ELSIF searched = 'appendix' THEN RETURN QUERY
        SELECT a.id, a.plan_id, 'appendix-' || a.id, a.number::text, a.title::text,
               a.introduction::text, a.framework_text::text
          FROM plans_appendix a
         WHERE a.id = ANY (numbers);
    ELSIF searched = 'outcome' THEN RETURN QUERY
        SELECT b.id, a.plan_id, 'outcome-' || b.id, b.number::text, '',
               plans_search_lines(b.outcome_text, b.aim_text), b.responsible::text
          FROM plans_outcomeblock b
          JOIN plans_appendix a ON a.id = b.appendix_id
         WHERE b.id = ANY (numbers);
    ELSIF searched = 'objective' THEN RETURN QUERY
        SELECT o.id, a.plan_id, 'objective-' || o.id, o.ref::text, '', o.text::text,
               plans_search_lines(o.responsible, o.linkages)
          FROM plans_objective o
          JOIN plans_outcomeblock b ON b.id = o.block_id
          JOIN plans_appendix a ON a.id = b.appendix_id
         WHERE o.id = ANY (numbers);
    ELSIF searched = 'action' THEN RETURN QUERY
        -- Of the updates of the year end the last one is printed.
        SELECT c.id, a.plan_id, 'action-' || c.id, c.ref::text, '',
               plans_search_lines(c.text, c.equality_action),
               plans_search_lines(c.milestones, c.planned_outcome, c.responsible, c.linkages,
                                  (SELECT u.commentary FROM plans_progressupdate u
                                    WHERE u.action_id = c.id ORDER BY u.id DESC LIMIT 1))
          FROM plans_criticalaction c
          JOIN plans_objective o ON o.id = c.objective_id
          JOIN plans_outcomeblock b ON b.id = o.block_id
          JOIN plans_appendix a ON a.id = b.appendix_id
         WHERE c.id = ANY (numbers);
    ELSIF searched = 'kpi' THEN RETURN QUERY
        SELECT i.id, a.plan_id, 'kpi-' || i.id, array_to_string(i.refs, ' / '), '',
               i.measure::text, plans_search_lines(i.unit, i.baseline_text, i.responsible)
          FROM plans_indicator i
          JOIN plans_objective o ON o.id = i.objective_id
          JOIN plans_outcomeblock b ON b.id = o.block_id
          JOIN plans_appendix a ON a.id = b.appendix_id
         WHERE i.id = ANY (numbers);
    ELSIF searched = 'risk' THEN RETURN QUERY
        -- A risk stands where its first objective is; one under no objective stands nowhere.
        SELECT r.id, r.plan_id, 'risk-' || min(l.id), r.ref::text, '', r.text::text,
               plans_search_lines(r.responsible,
                                  string_agg(DISTINCT nullif(l.responsible, r.responsible), E'\n'))
          FROM plans_risk r
          JOIN plans_objectiverisk l ON l.risk_id = r.id
         WHERE r.id = ANY (numbers)
         GROUP BY r.id;
    END IF;
END $$;
"""

FOLLOWING = r"""
-- Write the entries of these parts anew, and remove those of parts that are gone.
CREATE FUNCTION plans_search_refresh(searched text, numbers bigint[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    -- First wait for whoever is writing the same part (another bullet of one paragraph, say),
    -- and only then read: else the later of two would write what it read before the other.
    PERFORM FROM plans_searchentry e
      WHERE e.kind = searched AND e.part_id = ANY (numbers) ORDER BY e.id FOR UPDATE;
    WITH part AS MATERIALIZED (
        SELECT * FROM plans_search_parts(searched, numbers)
    ), removed AS (
        DELETE FROM plans_searchentry e
         WHERE e.kind = searched AND e.part_id = ANY (numbers)
           AND NOT EXISTS (SELECT FROM part WHERE part.part_id = e.part_id)
    ), written AS (
        INSERT INTO plans_searchentry AS e
               (kind, part_id, plan_id, anchor, ref, heading, main, others, keys, words, forms)
        SELECT searched, part_id, plan_id, anchor, ref, heading, main, others,
               plans_search_keys(searched, ref),
               setweight(to_tsvector('plans_stemmed',
                                     plans_search_plain(ref || E'\n' || heading)), 'A')
               || setweight(to_tsvector('plans_stemmed', plans_search_plain(main)), 'B')
               || setweight(to_tsvector('plans_stemmed', plans_search_plain(others)), 'C'),
               plans_search_forms(heading || E'\n' || main || E'\n' || others)
          FROM part
            ON CONFLICT (kind, part_id) DO UPDATE
           SET plan_id = EXCLUDED.plan_id, anchor = EXCLUDED.anchor, ref = EXCLUDED.ref,
               heading = EXCLUDED.heading, main = EXCLUDED.main, others = EXCLUDED.others,
               keys = EXCLUDED.keys, words = EXCLUDED.words, forms = EXCLUDED.forms
         WHERE (e.plan_id, e.anchor, e.ref, e.heading, e.main, e.others)
               IS DISTINCT FROM (EXCLUDED.plan_id, EXCLUDED.anchor, EXCLUDED.ref,
                                 EXCLUDED.heading, EXCLUDED.main, EXCLUDED.others)
        RETURNING e.forms
    )
    INSERT INTO plans_searchword (word)
    SELECT DISTINCT form FROM written CROSS JOIN LATERAL unnest(written.forms) AS form
     WHERE NOT EXISTS (SELECT FROM plans_searchword known WHERE known.word = form);
END $$;

-- After each statement that changes a table of parts. Arguments: the kind of part, the
-- column with its number, and the column that says under what it stands, where more stands
-- under it.
CREATE FUNCTION plans_search_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    searched text := TG_ARGV[0];
    numbers bigint[] := '{}';
    these bigint[];
    concerned bigint[];
    moved boolean := false;
BEGIN
    IF TG_OP <> 'DELETE' THEN
        EXECUTE format('SELECT array_agg(DISTINCT %I) FROM new_rows', TG_ARGV[1]) INTO these;
        numbers := numbers || these;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        EXECUTE format('SELECT array_agg(DISTINCT %I) FROM old_rows', TG_ARGV[1]) INTO these;
        numbers := numbers || these;
    END IF;
    IF cardinality(numbers) = 0 THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' AND TG_NARGS > 2 THEN
        EXECUTE format('SELECT EXISTS (SELECT FROM old_rows o JOIN new_rows n ON n.id = o.id'
                       ' WHERE n.%1$I <> o.%1$I)', TG_ARGV[2]) INTO moved;
    END IF;

    SELECT array_agg(DISTINCT e.plan_id) INTO concerned FROM plans_searchentry e
     WHERE e.kind = searched AND e.part_id = ANY (numbers);
    PERFORM plans_search_refresh(searched, numbers);
    SELECT concerned || array_agg(DISTINCT e.plan_id) INTO concerned FROM plans_searchentry e
     WHERE e.kind = searched AND e.part_id = ANY (numbers);

    IF moved THEN
        -- What stands under it may now be in another plan.
        PERFORM plans_search_refresh(e.kind, array_agg(e.part_id))
           FROM plans_searchentry e WHERE e.plan_id = ANY (concerned) GROUP BY e.kind;
    ELSIF TG_TABLE_NAME IN ('plans_plan', 'plans_section', 'plans_paragraph') THEN
        -- Where paragraphs are counted, one change alters the numbers of others.
        PERFORM plans_search_refresh('paragraph', array_agg(p.id))
           FROM plans_paragraph p
           JOIN plans_section s ON s.id = p.section_id
           JOIN plans_plan plan ON plan.id = s.plan_id
          WHERE plan.id = ANY (concerned)
            AND (plan.numbering = 'automatic' OR searched = 'plan')
         HAVING count(*) > 0;
    END IF;
    RETURN NULL;
END $$;

ALTER TABLE plans_searchentry ADD CONSTRAINT search_entry_of_a_plan
    FOREIGN KEY (plan_id) REFERENCES plans_plan (id) ON DELETE CASCADE;
"""

FOLLOWED = [
    ("plans_plan", ("plan", "id")),
    ("plans_section", ("section", "id", "plan_id")),
    ("plans_paragraph", ("paragraph", "id")),
    ("plans_bullet", ("paragraph", "paragraph_id")),
    ("plans_appendix", ("appendix", "id", "plan_id")),
    ("plans_outcomeblock", ("outcome", "id", "appendix_id")),
    ("plans_objective", ("objective", "id", "block_id")),
    ("plans_criticalaction", ("action", "id")),
    ("plans_progressupdate", ("action", "action_id")),
    ("plans_indicator", ("kpi", "id")),
    ("plans_risk", ("risk", "id")),
    ("plans_objectiverisk", ("risk", "risk_id")),
]
EVENTS = {
    "INSERT": "NEW TABLE AS new_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
}


def follow_and_fill(apps, schema_editor):
    """Lay the triggers on every table of parts, and enter what these hold already."""
    for table, (kind, column, *under) in FOLLOWED:
        arguments = ", ".join(f"'{argument}'" for argument in (kind, column, *under))
        for event, rows in EVENTS.items():
            schema_editor.execute(
                f"CREATE TRIGGER plans_search_{event.lower()} AFTER {event} ON {table} "
                f"REFERENCING {rows} FOR EACH STATEMENT "
                f"EXECUTE FUNCTION plans_search_follow({arguments})"
            )
        if column == "id":
            schema_editor.execute(
                f"SELECT plans_search_refresh('{kind}', array(SELECT id FROM {table}))"  # noqa: S608
            )


def follow_no_more(apps, schema_editor):
    for table, _ in FOLLOWED:
        for event in EVENTS:
            schema_editor.execute(f"DROP TRIGGER plans_search_{event.lower()} ON {table}")


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("plans", "0003_rolling_forward"),
    ]

    operations = [
        migrations.RunSQL(
            CONFIGURATIONS,
            "DROP TEXT SEARCH CONFIGURATION plans_stemmed;"
            "DROP TEXT SEARCH CONFIGURATION plans_words;",
        ),
        migrations.RunSQL(
            READING,
            "DROP FUNCTION plans_search_plain, plans_search_keys, plans_search_key,"
            " plans_search_forms, plans_search_lines",
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["word"], name="search_word"),
                    django.contrib.postgres.indexes.GistIndex(
                        fields=["word"], name="search_word_near", opclasses=["gist_trgm_ops"]
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("plan", "Plan"),
                            ("section", "Section"),
                            ("paragraph", "Paragraph"),
                            ("appendix", "Appendix"),
                            ("outcome", "Outcome"),
                            ("objective", "Objective"),
                            ("action", "Action"),
                            ("kpi", "KPI"),
                            ("risk", "Risk"),
                        ],
                        max_length=9,
                    ),
                ),
                ("part_id", models.BigIntegerField()),
                ("anchor", models.TextField()),
                ("ref", models.TextField()),
                ("heading", models.TextField()),
                ("main", models.TextField()),
                ("others", models.TextField()),
                (
                    "keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                ("words", django.contrib.postgres.search.SearchVectorField()),
                (
                    "forms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.plan",
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["words"], name="search_entry_words"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["keys"], name="search_entry_keys"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["forms"], name="search_entry_forms"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "part_id"), name="search_entry_once_a_part"
                    )
                ],
            },
        ),
        migrations.RunSQL(
            PARTS + FOLLOWING,
            "ALTER TABLE plans_searchentry DROP CONSTRAINT search_entry_of_a_plan;"
            "DROP FUNCTION plans_search_follow, plans_search_refresh, plans_search_parts;",
        ),
        migrations.RunPython(follow_and_fill, follow_no_more),
    ]
