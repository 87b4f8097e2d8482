-- What searches need beside the vectors: the order of lists, and how good HNSW searches are.
--
-- Ascending, so that new leads come at the right edge; a list of the newest reads it backwards.
create index leads_created on leads (workspace_id, created_at, lead_id);

-- How many of the nearest leads HNSW searches found, by how selective their filters were: sums of
-- what all processes measured since the index was built.
create table search_recall (
    samples bigint not null,
    wanted bigint not null,
    found bigint not null,
    measured_at timestamptz not null default now(),
    model_id integer not null,
    filter_class text not null,
    constraint search_recall_pkey primary key (model_id, filter_class),
    constraint search_recall_counts check (found between 0 and wanted and samples >= 0)
);
