-- A batch that was refused as a whole is tried again in groups of sixteen, a refused group in groups
-- of four, and those lead by lead: one refused lead of a hundred then costs the others little. Fewer
-- exception blocks also keep a batch below the 64 subtransactions that PostgreSQL tracks cheaply for
-- a connection.
--
-- What is no fault of a lead (rollbacks, resources, shutdowns, a read-only server, a missing grant)
-- fails the whole.
create function store_leads_in_groups(batch lead_in[], width integer)
    returns table (lead_id uuid, stored boolean, sql_state text, problem text, constraint_name text)
    language plpgsql as $$
declare
    part lead_in[];
    one lead_in;
    ids uuid[];
begin
    for start in 1 .. cardinality(batch) by width loop
        part := batch[start : start + width - 1];
        begin
            sql_state := null; problem := null; constraint_name := null;
            ids := array(select store_leads(part));
            foreach one in array part loop
                lead_id := one.lead_id;
                stored := one.lead_id = any(ids);
                return next;
            end loop;
        exception when others then
            get stacked diagnostics sql_state = returned_sqlstate, problem = message_text,
                constraint_name = constraint_name;
            if sql_state !~ '^(22|23|44|54|P0)' then raise; end if;
            if width > 1 then
                return query select * from store_leads_in_groups(part, greatest(width / 4, 1));
            else
                lead_id := batch[start].lead_id;
                stored := null;
                return next;
            end if;
        end;
    end loop;
end $$;

create or replace function store_leads_one_by_one(batch lead_in[])
    returns table (lead_id uuid, stored boolean, sql_state text, problem text, constraint_name text)
    language sql as $$
    select * from store_leads_in_groups(batch, 16)
$$;
