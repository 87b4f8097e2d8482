-- A batch that was refused as a whole is tried again in groups of eight, and only a refused group
-- lead by lead: one refused lead of a hundred then costs the others little. Fewer exception blocks
-- also keep a batch below the 64 subtransactions that PostgreSQL tracks cheaply for a connection.
--
-- What is no fault of a lead (rollbacks, resources, shutdowns, a read-only server) fails the whole.
create or replace function store_leads_one_by_one(batch lead_in[])
    returns table (lead_id uuid, stored boolean, sql_state text, problem text, constraint_name text)
    language plpgsql as $$
declare
    part lead_in[];
    one lead_in;
    ids uuid[];
begin
    for start in 1 .. cardinality(batch) by 8 loop
        part := batch[start : start + 7];
        begin
            ids := array(select store_leads(part));
        exception when others then
            if sqlstate ~ '^(25|40|53|57|58)' then raise; end if;
            ids := null;
        end;
        foreach one in array part loop
            lead_id := one.lead_id;
            sql_state := null; problem := null; constraint_name := null;
            if ids is not null then
                stored := one.lead_id = any(ids);
                return next;
                continue;
            end if;
            begin
                stored := exists (select from store_leads(array[one]));
            exception when others then
                get stacked diagnostics sql_state = returned_sqlstate, problem = message_text,
                    constraint_name = constraint_name;
                if sql_state ~ '^(25|40|53|57|58)' then raise; end if;
                stored := null;
            end;
            return next;
        end loop;
    end loop;
end $$;
