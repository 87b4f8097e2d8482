-- A lead as the ingest path sends it: one array of these is one batch. A type of its own, so that
-- the table may change without the binary form of a batch changing with it.
create type lead_in as (
    workspace_id uuid,
    lead_id uuid,
    route_id uuid,
    occurred_at timestamptz,
    score real,
    employee_count integer,
    model_id integer,
    revenue_tier smallint,
    email_is_free boolean,
    first_name text,
    last_name text,
    email text,
    phone text,
    company text,
    job_title text,
    industry text,
    country text,
    website text,
    message text,
    source text,
    external_id text,
    tags text[],
    attributes jsonb,
    decision jsonb,
    neighbour_ids uuid[],
    neighbour_similarities real[],
    neighbour_outcomes text,
    embedding vector
);

-- Stores a batch in one statement; returns the leads that were new. A lead that is there already
-- by its external_id is left as it is and not returned.
create function store_leads(batch lead_in[]) returns setof uuid language plpgsql as $$
begin
    -- plpgsql, not sql: it keeps the plan from call to call on every supported server.
    return query
    with input as materialized (select * from unnest(batch)),
    stored as (
        insert into leads (
            workspace_id, lead_id, route_id, occurred_at, score, employee_count, revenue_tier,
            email_is_free, first_name, last_name, email, phone, company, job_title, industry,
            country, website, message, source, external_id, tags, attributes, decision,
            neighbour_ids, neighbour_similarities, neighbour_outcomes)
        select
            i.workspace_id, i.lead_id, i.route_id, i.occurred_at, i.score, i.employee_count,
            i.revenue_tier, i.email_is_free, i.first_name, i.last_name, i.email, i.phone,
            i.company, i.job_title, i.industry, i.country, i.website, i.message, i.source,
            i.external_id, i.tags, i.attributes, i.decision, i.neighbour_ids,
            i.neighbour_similarities, i.neighbour_outcomes
        from input i
        on conflict do nothing
        returning workspace_id, lead_id),
    vectors as (
        insert into lead_embeddings (workspace_id, lead_id, model_id, embedding)
        select i.workspace_id, i.lead_id, i.model_id, i.embedding
        from input i join stored s using (workspace_id, lead_id)
        where i.embedding is not null)
    select s.lead_id from stored s;
end $$;

-- The same for a batch that was refused as a whole: each lead is tried by itself, and the answer
-- says what is wrong with those that can't be stored. `stored` is null for these.
create function store_leads_one_by_one(batch lead_in[])
    returns table (lead_id uuid, stored boolean, sql_state text, problem text, constraint_name text)
    language plpgsql as $$
declare
    one lead_in;
begin
    foreach one in array batch loop
        lead_id := one.lead_id;
        sql_state := null; problem := null; constraint_name := null;
        begin
            select count(*) = 1 into stored from store_leads(array[one]);
        exception when others then
            get stacked diagnostics sql_state = returned_sqlstate, problem = message_text,
                constraint_name = constraint_name;
            stored := null;
        end;
        return next;
    end loop;
end $$;

-- A vector for a lead that is there already, as re-embedding sends it.
create type vector_in as (
    workspace_id uuid,
    lead_id uuid,
    embedding vector
);
