-- The rest of a decision leaves its JSON for columns: the route chosen, the score and the threshold.
-- They were a fifth of a row, and JSON costs most to write and to read again. The view
-- `lead_decisions` puts the JSON together for whoever asks by SQL.
alter table leads
    alter column decision drop not null,
    -- The route chosen, as it was then; null when there was none. Its id is route_id.
    add column route_name text,
    add column route_reason text,
    add column route_version integer,
    add column route_similarity real,
    add column route_threshold real not null default 0.25,
    -- Why there is no score; null when there is one.
    add column score_absence text,
    add column score_base_rate real,
    add column score_labelled integer not null default 0,
    -- What route_id and score were when the decision was made, where they have changed since.
    add column decided_route_id uuid,
    add column decided_score real;

-- Whoever stores leads by SQL may still give the decision as JSON. What is not in the form of the
-- product's own stays in `decision` as it is.
create function leads_take_decision() returns trigger language plpgsql as $$
declare
    taken leads := new;
    choice jsonb := nullif(new.decision -> 'route', 'null');
    basis jsonb := new.decision -> 'score';
begin
    if jsonb_typeof(basis) is distinct from 'object'
        or choice is not null and (choice ->> 'id' is null or choice ->> 'name' is null
            or choice ->> 'version' is null or choice ->> 'reason' is null) then
        return new;
    end if;
    taken.route_name := choice ->> 'name';
    taken.route_reason := choice ->> 'reason';
    taken.route_version := choice ->> 'version';
    taken.route_similarity := choice ->> 'similarity';
    taken.route_threshold := coalesce(new.decision ->> 'threshold', '0.25');
    taken.score_absence := basis ->> 'absence';
    taken.score_base_rate := basis ->> 'base_rate';
    taken.score_labelled := coalesce(basis ->> 'labelled', '0');
    taken.decided_route_id := nullif((choice ->> 'id')::uuid, new.route_id);
    taken.decided_score := nullif((basis ->> 'value')::real, new.score);
    -- What the product does not know stays.
    taken.decision := nullif(new.decision - array['route', 'score', 'threshold'], '{}');
    return taken;
exception when data_exception then
    return new;
end $$;

create trigger leads_take_decision before insert or update of decision on leads for each row
    when (new.decision is not null) execute function leads_take_decision();

drop trigger leads_note_pending on leads;

-- Nothing of what the services hold of a lead changes.
alter table leads disable trigger leads_stamp_update;
update leads set decision = decision;
alter table leads enable trigger leads_stamp_update;

create or replace function leads_stamp_update() returns trigger language plpgsql as $$
begin
    if (new.workspace_id, new.lead_id) is distinct from (old.workspace_id, old.lead_id) then
        raise exception 'the key of a lead cannot be changed' using
            errcode = 'restrict_violation', hint = 'Delete the lead and send it again.';
    end if;
    if (new.job_title, new.company, new.industry, new.tags, new.message)
        is distinct from (old.job_title, old.company, old.industry, old.tags, old.message) then
        delete from lead_embeddings
            where workspace_id = new.workspace_id and lead_id = new.lead_id;
    end if;
    if new.route_id is distinct from old.route_id then
        new.decided_route_id := coalesce(new.decided_route_id, old.route_id);
    end if;
    if new.score is distinct from old.score then
        new.decided_score := coalesce(new.decided_score, old.score);
    end if;
    new.change_xid := pg_current_xact_id();
    new.updated_at := now();
    return new;
end $$;

-- A lead with a score is never pending.
create trigger leads_note_pending after insert on leads for each row
    when (new.score is null and new.score_absence = 'pending_embedding')
    execute function leads_note_pending();

-- The route, the score and the threshold of each decision as JSON.
create view lead_decisions as
select workspace_id, lead_id,
    jsonb_build_object(
        'route', case when route_name is not null then jsonb_build_object(
            'id', coalesce(decided_route_id, route_id), 'name', route_name,
            'version', route_version, 'similarity', route_similarity, 'reason', route_reason) end,
        'score', jsonb_build_object(
            'value', case when score_absence is null then coalesce(decided_score, score) end,
            'absence', score_absence, 'base_rate', score_base_rate, 'labelled', score_labelled),
        'threshold', route_threshold) as decision
from leads;

alter type lead_in
    drop attribute decision,
    add attribute route_name text,
    add attribute route_reason text,
    add attribute route_version integer,
    add attribute route_similarity real,
    add attribute route_threshold real,
    add attribute score_absence text,
    add attribute score_base_rate real,
    add attribute score_labelled integer;

-- Stores leads of a batch of which others are refused. Returns those that are stored with their id
-- and, when they have one, their vector; a lead that is there already is left as it is.
create or replace function store_leads(batch lead_in[]) returns setof uuid language plpgsql as $$
begin
    -- plpgsql, not sql: it keeps the plan from call to call on every supported server.
    return query
    with input as materialized (select * from unnest(batch)),
    stored as (
        insert into leads (
            workspace_id, lead_id, route_id, occurred_at, score, employee_count, model_id,
            revenue_tier, email_is_free, first_name, last_name, email, phone, company, job_title,
            industry, country, website, message, source, external_id, tags, attributes,
            neighbour_ids, neighbour_similarities, neighbour_outcomes, candidate_ids,
            candidate_names, candidate_similarities, candidate_rules, route_name, route_reason,
            route_version, route_similarity, route_threshold, score_absence, score_base_rate,
            score_labelled)
        select
            i.workspace_id, i.lead_id, i.route_id, i.occurred_at, i.score, i.employee_count,
            i.model_id, i.revenue_tier, i.email_is_free, i.first_name, i.last_name, i.email,
            i.phone, i.company, i.job_title, i.industry, i.country, i.website, i.message,
            i.source, i.external_id, i.tags, i.attributes, i.neighbour_ids,
            i.neighbour_similarities, i.neighbour_outcomes, i.candidate_ids, i.candidate_names,
            i.candidate_similarities, i.candidate_rules, i.route_name, i.route_reason,
            i.route_version, i.route_similarity, i.route_threshold, i.score_absence,
            i.score_base_rate, i.score_labelled
        from input i
        on conflict do nothing
        returning workspace_id, lead_id),
    vectors as (
        insert into lead_embeddings (workspace_id, lead_id, model_id, embedding)
        select i.workspace_id, i.lead_id, i.model_id, i.embedding
        from input i join stored s using (workspace_id, lead_id)
        where i.embedding is not null
        returning lead_id)
    select v.lead_id from vectors v
    union all
    select s.lead_id from stored s join input i using (workspace_id, lead_id)
    where i.embedding is null;
end $$;

-- Stores a batch in groups and says what is wrong with the leads that PostgreSQL refuses. A violated
-- check tells its row: the group is tried again without that lead, up to four times. Otherwise it is tried
-- in quarters, and those in quarters, at last lead by lead. `stored` is null for refused leads, and
-- false for those that were passed over, or of which a trigger kept something out.
--
-- What is no fault of a lead (rollbacks, resources, shutdowns, a read-only server, a missing grant)
-- fails the whole. Few exception blocks also keep a batch below the 64 subtransactions that
-- PostgreSQL tracks cheaply for a connection.
create or replace function store_leads_in_groups(batch lead_in[], width integer)
    returns table (lead_id uuid, stored boolean, sql_state text, problem text, constraint_name text)
    language plpgsql as $$
declare
    part lead_in[];
    rest lead_in[];
    ids uuid[];
    detail text;
    refused text;
    left_out integer;
begin
    for start in 1 .. cardinality(batch) by width loop
        part := batch[start : start + width - 1];
        left_out := 0;
        while cardinality(part) > 0 loop
            begin
                ids := array(select store_leads(part));
                return query select i.lead_id, i.lead_id = any(ids), null, null, null
                    from unnest(part) i;
                exit;
            exception when others then
                get stacked diagnostics sql_state = returned_sqlstate, problem = message_text,
                    constraint_name = constraint_name, detail = pg_exception_detail;
                if sql_state !~ '^(22|23|44|54|P0)' then raise; end if;
            end;
            refused := null;
            if cardinality(part) = 1 then
                refused := (part[1]).lead_id;
            elsif sql_state in ('23502', '23514') and left_out < 4 then
                -- Both tables begin with the workspace and the lead.
                refused := substring(detail from '\([-0-9a-f]{36}, ([-0-9a-f]{36})[,)]');
            end if;
            rest := array(
                select i from unnest(part) i where i.lead_id::text is distinct from refused);
            if cardinality(rest) = cardinality(part) then
                return query select *
                    from store_leads_in_groups(part, (cardinality(part) + 3) / 4);
                exit;
            end if;
            lead_id := refused;
            stored := null;
            return next;
            part := rest;
            left_out := left_out + 1;
        end loop;
    end loop;
end $$;

-- The same for leads that were passed over although none of their id or external id is there. Each is
-- stored by itself or refused by the key that it violates; `stored` is false when a trigger keeps the
-- lead or its vector out, or changes its key: then nothing of it is stored.
create or replace function store_leads_one_by_one(batch lead_in[])
    returns table (lead_id uuid, stored boolean, sql_state text, problem text, constraint_name text)
    language plpgsql as $$
declare
    one lead_in;
    columns constant text := (
        select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
        where attrelid = 'lead_in'::regclass and attnum > 0 and not attisdropped
            and attname <> 'embedding');
    statement constant text := format(
        'with stored as (
            insert into leads (%1$s) select %1$s from unnest($1) returning workspace_id, lead_id),
        vectors as (
            insert into lead_embeddings (workspace_id, lead_id, model_id, embedding)
            select i.workspace_id, i.lead_id, i.model_id, i.embedding
            from unnest($1) i join stored using (workspace_id, lead_id)
            where i.embedding is not null
            returning lead_id)
        select exists (select from stored join unnest($1) using (workspace_id, lead_id)),
            exists (select from vectors)', columns);
    has_row boolean;
    has_vector boolean;
begin
    foreach one in array batch loop
        lead_id := one.lead_id;
        stored := true; sql_state := null; problem := null; constraint_name := null;
        begin
            execute statement into has_row, has_vector using array[one];
            if not has_row or not has_vector and one.embedding is not null then
                raise exception using errcode = 'no_data_found';
            end if;
        exception
            when no_data_found then
                stored := false;
            when others then
                get stacked diagnostics sql_state = returned_sqlstate, problem = message_text,
                    constraint_name = constraint_name;
                if sql_state !~ '^(22|23|44|54|P0)' then raise; end if;
                stored := null;
        end;
        return next;
    end loop;
end $$;
