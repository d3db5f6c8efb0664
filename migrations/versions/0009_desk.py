"""The desk: what people hold to come in, who does what on a route, what each gesture left."""

from alembic import op

revision = "0009"
down_revision = "0008"

TABLES = (
    """
    CREATE TABLE token (
        id SERIAL CONSTRAINT pk_token PRIMARY KEY,
        person_id INTEGER NOT NULL
            CONSTRAINT fk_token_person_id REFERENCES person (id) ON DELETE CASCADE,
        kind VARCHAR(32) NOT NULL CONSTRAINT ck_token_tokenkind
            CHECK (kind IN ('session', 'device', 'reset', 'script')),
        digest VARCHAR NOT NULL CONSTRAINT uq_token_digest UNIQUE,
        page_digest VARCHAR CONSTRAINT uq_token_page_digest UNIQUE,
        name VARCHAR NOT NULL,
        created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
        expires_at TIMESTAMPTZ NOT NULL
    )
    """,
    "CREATE INDEX ix_token_person_id ON token (person_id)",
    """
    CREATE TABLE sign_in_failure (
        id SERIAL CONSTRAINT pk_sign_in_failure PRIMARY KEY,
        counted_by VARCHAR NOT NULL,
        at TIMESTAMPTZ NOT NULL
    )
    """,
    "CREATE INDEX ix_sign_in_failure_counted_by ON sign_in_failure (counted_by, at)",
    """
    CREATE TABLE contributor (
        route_id INTEGER NOT NULL
            CONSTRAINT fk_contributor_route_id REFERENCES route (id) ON DELETE CASCADE,
        organisation_id INTEGER NOT NULL
            CONSTRAINT fk_contributor_organisation_id REFERENCES organisation (id),
        role VARCHAR(32) NOT NULL CONSTRAINT ck_contributor_contributorrole
            CHECK (role IN ('co_pilot', 'manager', 'contributor')),
        may_edit BOOLEAN NOT NULL,
        does VARCHAR NOT NULL,
        CONSTRAINT pk_contributor PRIMARY KEY (route_id, organisation_id)
    )
    """,
    "CREATE INDEX ix_contributor_organisation_id ON contributor (organisation_id)",
    """
    CREATE TABLE revision (
        id BIGSERIAL CONSTRAINT pk_revision PRIMARY KEY,
        route_id INTEGER NOT NULL
            CONSTRAINT fk_revision_route_id REFERENCES route (id) ON DELETE CASCADE,
        part VARCHAR(32) NOT NULL CONSTRAINT ck_revision_part CHECK (
            part IN ('facts', 'text.fr', 'text.en', 'text.es', 'line', 'steps', 'contributors',
                     'photos', 'variants', 'publication')
        ),
        number INTEGER NOT NULL CONSTRAINT ck_revision_number CHECK (number >= 0),
        gesture VARCHAR(32) NOT NULL CONSTRAINT ck_revision_gesture CHECK (
            gesture IN ('begun', 'saved', 'imported', 'restored', 'sent', 'returned', 'published',
                        'withdrawn', 'trashed', 'untrashed')
        ),
        person_id INTEGER
            CONSTRAINT fk_revision_person_id REFERENCES person (id) ON DELETE SET NULL,
        author VARCHAR NOT NULL,
        at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
        document JSONB NOT NULL,
        remark VARCHAR NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX uq_revision_part ON revision (route_id, part, number)",
    "CREATE INDEX ix_revision_person_id ON revision (person_id)",
    """
    CREATE TABLE photo (
        id SERIAL CONSTRAINT pk_photo PRIMARY KEY,
        key VARCHAR NOT NULL CONSTRAINT uq_photo_key UNIQUE,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
        CONSTRAINT ck_photo_size CHECK (width > 0 AND height > 0)
    )
    """,
    """
    CREATE TABLE route_photo (
        route_id INTEGER NOT NULL
            CONSTRAINT fk_route_photo_route_id REFERENCES route (id) ON DELETE CASCADE,
        photo_id INTEGER NOT NULL CONSTRAINT fk_route_photo_photo_id REFERENCES photo (id),
        position INTEGER NOT NULL,
        texts JSONB NOT NULL,
        credit VARCHAR NOT NULL,
        rights_end DATE,
        ajaris_id VARCHAR NOT NULL,
        CONSTRAINT pk_route_photo PRIMARY KEY (route_id, photo_id)
    )
    """,
    """
    CREATE TABLE variant (
        id SERIAL CONSTRAINT pk_variant PRIMARY KEY,
        route_id INTEGER NOT NULL
            CONSTRAINT fk_variant_route_id REFERENCES route (id) ON DELETE CASCADE,
        kind VARCHAR(32) NOT NULL CONSTRAINT ck_variant_variantkind
            CHECK (kind IN ('variant', 'access', 'link')),
        texts JSONB NOT NULL CONSTRAINT ck_variant_french_name CHECK (texts ->> 'fr' <> ''),
        geom geometry NOT NULL CONSTRAINT ck_variant_geom CHECK (
            GeometryType(geom) = 'MULTILINESTRING' AND ST_SRID(geom) = 4326
            AND NOT ST_IsEmpty(geom)
        ),
        length_m DOUBLE PRECISION NOT NULL,
        ascent_m DOUBLE PRECISION,
        descent_m DOUBLE PRECISION,
        source VARCHAR NOT NULL,
        is_removed BOOLEAN NOT NULL,
        created_at TIMESTAMPTZ NOT NULL DEFAULT now()
    )
    """,
    "CREATE INDEX ix_variant_route_id ON variant (route_id)",
    """
    CREATE TABLE upload (
        id SERIAL CONSTRAINT pk_upload PRIMARY KEY,
        person_id INTEGER NOT NULL
            CONSTRAINT fk_upload_person_id REFERENCES person (id) ON DELETE CASCADE,
        file_name VARCHAR NOT NULL,
        content BYTEA NOT NULL,
        created_at TIMESTAMPTZ NOT NULL DEFAULT now()
    )
    """,
    "CREATE INDEX ix_upload_person_id ON upload (person_id)",
)
COLUMNS = (
    "ALTER TABLE person ADD is_active BOOLEAN NOT NULL DEFAULT true",
    """
    ALTER TABLE route
        ADD stated JSONB NOT NULL DEFAULT '{}',
        ADD search_text VARCHAR NOT NULL DEFAULT '',
        ADD trashed_at TIMESTAMPTZ,
        ADD modified_at TIMESTAMPTZ NOT NULL DEFAULT now()
    """,
    "CREATE INDEX ix_route_owner_id ON route (owner_id)",
    "CREATE INDEX ix_route_slug_route_id ON route_slug (route_id)",
    """
    ALTER TABLE route_text
        ADD state VARCHAR(32) NOT NULL DEFAULT 'draft' CONSTRAINT ck_route_text_textstate
            CHECK (state IN ('draft', 'modified', 'to_validate', 'published', 'withdrawn')),
        ADD translates INTEGER
    """,
    "ALTER TABLE snapshot ADD photo_keys VARCHAR[] NOT NULL DEFAULT '{}'",
    """
    CREATE INDEX ix_snapshot_photo_keys ON snapshot USING gin (photo_keys) WHERE current
    """,
)
WHAT_STANDS = (
    """
    UPDATE route_text SET state = 'published'
    FROM snapshot
    WHERE snapshot.route_id = route_text.route_id AND snapshot.current
        AND snapshot.sheet -> 'texts' ? CAST(route_text.language AS text)
    """,
    """
    UPDATE route SET modified_at = created_at, search_text = translate(
        lower(number || ' ' || coalesce(
            (SELECT string_agg(title, ' ') FROM route_text WHERE route_id = route.id), ''
        )),
        'àâäáéèêëîïíìôöóòùûüúçñ', 'aaaaeeeeiiiioooouuuucn'
    )
    """,
)


def upgrade() -> None:
    for statement in (*TABLES, *COLUMNS, *WHAT_STANDS):
        op.execute(statement)


def downgrade() -> None:
    op.execute("ALTER TABLE snapshot DROP photo_keys")
    op.execute("ALTER TABLE route_text DROP state, DROP translates")
    op.execute("DROP INDEX ix_route_slug_route_id")
    op.execute("DROP INDEX ix_route_owner_id")
    op.execute("ALTER TABLE route DROP stated, DROP search_text, DROP trashed_at, DROP modified_at")
    op.execute("ALTER TABLE person DROP is_active")
    for table in (
        "upload", "variant", "route_photo", "photo", "revision", "contributor",
        "sign_in_failure", "token",
    ):  # fmt: skip
        op.execute(f"DROP TABLE {table}")
