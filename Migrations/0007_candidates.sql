-- The routes that a decision considered, and the model, leave its JSON for columns: they were four
-- fifths of a row, and JSON costs most to write and to read again. What `decision` keeps is the
-- route chosen, the score and the threshold.
alter table leads
    add column model_id integer,
    add column candidate_ids uuid[] not null default '{}',
    add column candidate_names text[] not null default '{}',
    add column candidate_similarities real[] not null default '{}',
    -- The rules that kept the lead out of each candidate, separated by commas; null when there
    -- were none.
    add column candidate_rules text[];

-- Nothing of what the services hold of a lead changes.
alter table leads disable trigger leads_stamp_update;
update leads l set
    model_id = (
        select m.model_id from embedding_models m
        where m.content_hash = l.decision #>> '{model,content_hash}'
            and m.text_template = (l.decision #>> '{model,text_template}')::integer),
    candidate_ids = c.ids, candidate_names = c.names, candidate_similarities = c.similarities,
    candidate_rules = c.rules,
    decision = l.decision - 'candidates' - 'model'
from (
    select o.workspace_id, o.lead_id,
        coalesce(array_agg((c.value ->> 'id')::uuid order by c.place)
            filter (where c.value is not null), '{}') as ids,
        coalesce(array_agg(c.value ->> 'name' order by c.place)
            filter (where c.value is not null), '{}') as names,
        coalesce(array_agg((c.value ->> 'similarity')::real order by c.place)
            filter (where c.value is not null), '{}') as similarities,
        case when bool_or(c.value -> 'broken_rules' <> '[]') then
            array_agg(array_to_string(array(
                select jsonb_array_elements_text(c.value -> 'broken_rules')), ',')
                order by c.place) end as rules
    from leads o
    left join lateral jsonb_array_elements(o.decision -> 'candidates')
        with ordinality as c (value, place) on true
    group by o.workspace_id, o.lead_id) c
where c.workspace_id = l.workspace_id and c.lead_id = l.lead_id;
alter table leads enable trigger leads_stamp_update;

alter type lead_in
    add attribute candidate_ids uuid[],
    add attribute candidate_names text[],
    add attribute candidate_similarities real[],
    add attribute candidate_rules text[];

create or replace function store_leads(batch lead_in[]) returns setof uuid language plpgsql as $$
begin
    -- plpgsql, not sql: it keeps the plan from call to call on every supported server.
    return query
    with input as materialized (select * from unnest(batch)),
    stored as (
        insert into leads (
            workspace_id, lead_id, route_id, occurred_at, score, employee_count, model_id,
            revenue_tier, email_is_free, first_name, last_name, email, phone, company, job_title,
            industry, country, website, message, source, external_id, tags, attributes, decision,
            neighbour_ids, neighbour_similarities, neighbour_outcomes, candidate_ids,
            candidate_names, candidate_similarities, candidate_rules)
        select
            i.workspace_id, i.lead_id, i.route_id, i.occurred_at, i.score, i.employee_count,
            i.model_id, i.revenue_tier, i.email_is_free, i.first_name, i.last_name, i.email,
            i.phone, i.company, i.job_title, i.industry, i.country, i.website, i.message,
            i.source, i.external_id, i.tags, i.attributes, i.decision, i.neighbour_ids,
            i.neighbour_similarities, i.neighbour_outcomes, i.candidate_ids, i.candidate_names,
            i.candidate_similarities, i.candidate_rules
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
