-- The files that services keep of their index for a fast start. A file is used only while its row
-- is here: whoever forgets a deletion that a file may not know takes the row away in the same
-- statement, and a database that is set back to an earlier state does not have the row either.
create table index_snapshots (
    snapshot_id uuid not null,
    -- Where the change feed goes on from the file.
    change_xid xid8 not null,
    made_at timestamptz not null default now(),
    model_id integer not null,
    constraint index_snapshots_pkey primary key (snapshot_id)
);
