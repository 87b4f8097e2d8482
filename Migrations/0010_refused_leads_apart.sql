-- One lead that PostgreSQL refuses for a reason of its own, such as a policy of row-level security or an
-- error in a trigger, must not keep the others of its batch out. Until now that held for refused data alone.
--
-- What is no fault of a lead fails the whole batch: rollbacks, locks, resources, shutdowns, a read-only
-- server, damage, and a missing partition of the vectors. The classes of SQLSTATE are those of the
-- PostgreSQL manual, appendix A; the service knows them, too (`PostgresError.mayBeOfOneLead`).

-- Stores a batch in groups and says what is wrong with the leads that PostgreSQL refuses. A violated
-- check tells its row: the group is tried again without that lead, up to four times. Otherwise it is tried
-- in quarters, and those in quarters, at last lead by lead. `stored` is null for refused leads, and
-- false for those that were passed over, or of which a trigger kept something out.
--
-- Few exception blocks also keep a batch below the 64 subtransactions that PostgreSQL tracks cheaply
-- for a connection.
create or replace function store_leads_in_groups(batch lead_in[], width integer)
    returns table (lead_id uuid, stored boolean, sql_state text, problem text, constraint_name text)
    language plpgsql as $$
declare
    part lead_in[];
    rest lead_in[];
    ids uuid[];
    detail text;
    of_table text;
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
                    constraint_name = constraint_name, of_table = table_name,
                    detail = pg_exception_detail;
                if sql_state ~ '^(08|25|40|53|55|57|58|F0|XX)' or sql_state = '23514'
                    and constraint_name = '' and of_table = 'lead_embeddings' then raise; end if;
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
    of_table text;
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
                    constraint_name = constraint_name, of_table = table_name;
                if sql_state ~ '^(08|25|40|53|55|57|58|F0|XX)' or sql_state = '23514'
                    and constraint_name = '' and of_table = 'lead_embeddings' then raise; end if;
                stored := null;
        end;
        return next;
    end loop;
end $$;
