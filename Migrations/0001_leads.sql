-- The first schema: workspaces, models, routes, leads with their vectors.
--
-- workspace_id is the first column of every primary key and unique constraint of the tables that
-- grow, keys are made by the application and no foreign key crosses workspaces: the keys are ready
-- for being distributed by workspace_id (Citus). The change feed compares transaction ids of one
-- server and would have to read each worker by itself.
--
-- Columns stand by alignment: 16-byte keys, then 8, 4 and 2 bytes, then variable length, so that
-- no row carries padding between them.
create extension if not exists vector;

create table workspaces (
    workspace_id uuid not null,
    created_at timestamptz not null default now(),
    route_threshold real not null default 0.25,
    wants_samples boolean not null default false,
    slug text not null,
    name text not null,
    constraint workspaces_pkey primary key (workspace_id),
    constraint workspaces_slug_key unique (slug),
    constraint workspaces_route_threshold_range check (route_threshold between -1 and 1)
);

-- One row a generation of vectors. `content_hash` is the identity of the model's files.
create table embedding_models (
    created_at timestamptz not null default now(),
    activated_at timestamptz,
    model_id integer not null generated always as identity,
    dimensions integer not null,
    text_template integer not null,
    content_hash text not null,
    name text not null,
    location text not null,
    state text not null default 'filling',
    constraint embedding_models_pkey primary key (model_id),
    constraint embedding_models_identity_key unique (content_hash, text_template),
    constraint embedding_models_dimensions_range check (dimensions between 1 and 16000),
    constraint embedding_models_state_known check (state in ('filling', 'active', 'retired'))
);
create unique index embedding_models_one_active on embedding_models (state) where state = 'active';

create table routes (
    workspace_id uuid not null,
    route_id uuid not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version integer not null default 1,
    is_fallback boolean not null default false,
    is_active boolean not null default true,
    name text not null,
    description text not null,
    examples text[] not null default '{}',
    rules jsonb not null default '{}',
    constraint routes_pkey primary key (workspace_id, route_id),
    constraint routes_name_key unique (workspace_id, name),
    constraint routes_name_length check (char_length(name) between 1 and 100),
    constraint routes_rules_object check (jsonb_typeof(rules) = 'object')
);
create unique index routes_one_fallback on routes (workspace_id) where is_fallback;

create table leads (
    workspace_id uuid not null,
    lead_id uuid not null,
    route_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    occurred_at timestamptz,
    outcome_at timestamptz,
    change_xid xid8 not null default pg_current_xact_id(),
    score real,
    employee_count integer,
    revenue_tier smallint not null,
    email_is_free boolean not null,
    first_name text not null,
    last_name text,
    email text not null,
    phone text,
    company text,
    job_title text,
    industry text,
    country text,
    website text,
    message text,
    source text,
    external_id text,
    outcome text,
    tags text[] not null default '{}',
    attributes jsonb,
    decision jsonb not null,
    neighbour_ids uuid[] not null default '{}',
    neighbour_similarities real[] not null default '{}',
    -- One letter a neighbour: w(on), l(ost), d(isqualified).
    neighbour_outcomes text not null default '',
    constraint leads_pkey primary key (workspace_id, lead_id),
    constraint leads_first_name_length check (char_length(first_name) between 1 and 100),
    constraint leads_last_name_length check (char_length(last_name) <= 100),
    constraint leads_revenue_tier_range check (revenue_tier between 0 and 10),
    constraint leads_employee_count_range check (employee_count >= 0),
    constraint leads_country_form check (country ~ '^[A-Z]{2}$'),
    constraint leads_tags_count check (cardinality(tags) <= 32),
    constraint leads_external_id_length check (char_length(external_id) between 1 and 200),
    constraint leads_message_length check (char_length(message) <= 4000),
    constraint leads_score_range check (score between 0 and 1),
    constraint leads_outcome_known check (outcome in ('won', 'lost', 'disqualified')),
    constraint leads_attributes_object check (jsonb_typeof(attributes) = 'object')
);
-- The same external_id of one source is the same lead. coalesce, as NULLS NOT DISTINCT needs 15.
create unique index leads_external_key on leads (workspace_id, (coalesce(source, '')), external_id)
    where external_id is not null;
create index leads_change on leads (change_xid);

create table lead_deletions (
    workspace_id uuid not null,
    lead_id uuid not null,
    deleted_at timestamptz not null default now(),
    change_xid xid8 not null default pg_current_xact_id(),
    constraint lead_deletions_pkey primary key (workspace_id, lead_id)
);
create index lead_deletions_change on lead_deletions (change_xid);

create table lead_embeddings (
    workspace_id uuid not null,
    lead_id uuid not null,
    model_id integer not null,
    embedding vector not null,
    constraint lead_embeddings_pkey primary key (workspace_id, lead_id, model_id)
) partition by list (model_id);
