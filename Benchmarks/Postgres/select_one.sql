\set value random(1, 1000000)
SELECT :value::int4;
