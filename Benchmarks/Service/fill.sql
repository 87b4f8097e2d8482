-- Made-up leads with vectors, as many as :count, straight into the tables: what a large database
-- looks like to a service that starts. Widths and the spread of values are those of real leads.
\set ON_ERROR_STOP on
-- No triggers: nothing here is changed or deleted.
set session_replication_role = replica;
select setseed(0.5);

create temporary table points as
select p, array_agg(random() - 0.5)::vector(256) as vector
from generate_series(0, 1999) p, generate_series(1, 256) d group by p;
create index on points (p);
analyze points;

create temporary table made as
select
    i,
    (lpad(to_hex(1767225600000 + i * 40), 12, '0') || '7' || lpad(to_hex(i % 4096), 3, '0')
        || '8' || substr(md5(i::text), 1, 15))::uuid as lead_id,
    md5(i::text) as noise, md5((i % 9000)::text) as firm
from generate_series(1, :count) i;

insert into leads (
    workspace_id, lead_id, created_at, outcome_at, outcome, score, employee_count, revenue_tier,
    email_is_free, first_name, last_name, email, phone, company, job_title, industry, country,
    website, message, source, tags)
select
    w.workspace_id, lead_id, timestamptz '2026-01-01' + i * interval '40 ms',
    case when i % 10 = 0 then timestamptz '2026-06-01' + i * interval '10 ms' end,
    case when i % 10 = 0 then (array['won', 'lost', 'disqualified'])[1 + i / 10 % 3] end,
    random(), (random() * 5000)::int, (i % 11)::smallint, i % 4 = 0,
    initcap(substr(noise, 1, 6)), initcap(substr(noise, 7, 8)),
    substr(noise, 1, 14) || '@' || substr(firm, 1, 9) || '.example',
    '+4930' || 1000000 + i, initcap(substr(firm, 1, 9)) || ' GmbH',
    (array['Head of Data', 'CTO', 'IT Security Lead', 'Buyer', 'Operations Manager'])[1 + i % 5],
    (array['Software', 'Retail', 'Banking', 'Logistics', 'Health', 'Public sector'])[1 + i % 6],
    chr(65 + (random() * 9)::int) || chr(65 + (random() * 9)::int),
    'https://' || substr(firm, 1, 9) || '.example/',
    'We look for ' || noise || ' and ' || firm || ' for ' || i % 700 || ' people, who work with '
        || md5(noise) || ' today, and would like to see prices before the end of the quarter.',
    (array['webform', 'import', 'partner', 'fair'])[1 + i % 4],
    case i % 4 when 0 then '{sso,audit}'::text[] when 1 then '{demo}'
        when 2 then array['trial', 'emea', 'q' || i % 40] else '{}' end
from made, (select workspace_id from workspaces limit 1) w;

insert into lead_embeddings (workspace_id, lead_id, model_id, embedding)
select w.workspace_id, lead_id, m.model_id, l2_normalize(a.vector + b.vector)
from made join points a on a.p = i % 2000 join points b on b.p = i::bigint * 7919 / 2000 % 2000,
    (select workspace_id from workspaces limit 1) w,
    (select model_id from embedding_models where state = 'active') m;

analyze leads;
analyze lead_embeddings;
