-- Leads whose vector is still to be made, because the service that makes it was away, slow or out
-- of budget when they came, or because their text has changed since. Whoever embeds them takes them
-- from here; a row goes in the commit that stores the vector.
create table pending_embeddings (
    workspace_id uuid not null,
    lead_id uuid not null,
    since timestamptz not null default now(),
    next_try_at timestamptz not null default now(),
    -- The transaction that made the lead pending last: a vector of an older text is not taken.
    asked_xid xid8 not null default pg_current_xact_id(),
    attempts integer not null default 0,
    problem text,
    constraint pending_embeddings_pkey primary key (workspace_id, lead_id),
    constraint pending_embeddings_lead_fkey foreign key (workspace_id, lead_id)
        references leads (workspace_id, lead_id) on delete cascade,
    constraint pending_embeddings_attempts_range check (attempts >= 0)
);
create index pending_embeddings_due on pending_embeddings (next_try_at);

create function leads_note_pending() returns trigger language plpgsql as $$
begin
    insert into pending_embeddings (workspace_id, lead_id) values (new.workspace_id, new.lead_id)
        on conflict on constraint pending_embeddings_pkey do update set
            asked_xid = pg_current_xact_id(), next_try_at = now(), attempts = 0, problem = null;
    return null;
end $$;

-- A lead with a score is never pending: the decision itself is looked into only without one.
create trigger leads_note_pending after insert on leads for each row
    when (new.score is null and new.decision #>> '{score,absence}' = 'pending_embedding')
    execute function leads_note_pending();

create trigger leads_note_changed_text
    after update of job_title, company, industry, tags, message on leads for each row
    when ((new.job_title, new.company, new.industry, new.tags, new.message)
        is distinct from (old.job_title, old.company, old.industry, old.tags, old.message))
    execute function leads_note_pending();

-- SHA-256 of the text that a vector was made of, where making it again would cost more than looking
-- it up: the same text of the same generation is never embedded twice. Null for models that take
-- microseconds; the index then has no entry.
alter table lead_embeddings add column text_hash bytea;
alter table lead_embeddings add constraint lead_embeddings_text_hash_length
    check (octet_length(text_hash) = 32) not valid;
create index lead_embeddings_text_hash on lead_embeddings (workspace_id, text_hash)
    where text_hash is not null;

-- The vectors of texts that are no leads: descriptions and examples of routes.
create table text_embeddings (
    workspace_id uuid not null,
    text_hash bytea not null,
    model_id integer not null,
    embedding vector not null,
    constraint text_embeddings_pkey primary key (workspace_id, text_hash, model_id),
    constraint text_embeddings_text_hash_length check (octet_length(text_hash) = 32),
    constraint text_embeddings_model_fkey foreign key (model_id)
        references embedding_models (model_id) on delete cascade
);

-- As vector_in, which processes of an earlier version still use.
create type hashed_vector_in as (
    workspace_id uuid,
    lead_id uuid,
    text_hash bytea,
    embedding vector
);
