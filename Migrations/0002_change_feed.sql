-- Whoever changes leads by SQL need not think of the indexes in the services' memory: an update
-- stamps the row with its transaction, a deletion leaves a mark for a day and takes the vectors
-- with it, and a lead whose text changes loses its vectors, so that the services make new ones.
create function leads_stamp_update() returns trigger language plpgsql as $$
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
        on conflict (workspace_id, lead_id)
            do update set change_xid = pg_current_xact_id(), deleted_at = now();
    delete from lead_embeddings e using deleted d
        where e.workspace_id = d.workspace_id and e.lead_id = d.lead_id;
    return null;
end $$;

create trigger leads_mark_deletions after delete on leads
    referencing old table as deleted
    for each statement execute function leads_mark_deletions();

create function leads_refuse_truncate() returns trigger language plpgsql as $$
begin
    raise exception 'leads cannot be truncated: the services would not notice' using
        errcode = 'restrict_violation', hint = 'Use DELETE.';
end $$;

create trigger leads_refuse_truncate before truncate on leads
    for each statement execute function leads_refuse_truncate();
