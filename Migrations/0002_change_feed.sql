-- Whoever changes a lead by SQL need not think of the indexes in the services' memory: an update
-- stamps the row with its transaction, a deletion leaves a mark, the vectors go with the lead.
create function leads_stamp_update() returns trigger language plpgsql as $$
begin
    new.change_xid := pg_current_xact_id();
    new.updated_at := now();
    return new;
end $$;

create trigger leads_stamp_update before update on leads
    for each row execute function leads_stamp_update();

create function leads_mark_deletions() returns trigger language plpgsql as $$
begin
    insert into lead_deletions (workspace_id, lead_id)
        select workspace_id, lead_id from deleted
        on conflict (workspace_id, lead_id) do update set change_xid = pg_current_xact_id();
    delete from lead_embeddings e using deleted d
        where e.workspace_id = d.workspace_id and e.lead_id = d.lead_id;
    return null;
end $$;

create trigger leads_mark_deletions after delete on leads
    referencing old table as deleted
    for each statement execute function leads_mark_deletions();
