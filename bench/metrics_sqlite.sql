-- All figures by agent and day, written by hand for SQLite: moments are milliseconds since 1970, days whole days since then.
CREATE TEMP TABLE said AS
SELECT
    *,
    row_number() OVER chat AS place,
    lag(moment) OVER chat AS before
FROM (
    SELECT shop, agent, buyer, moment / 86400000 AS day, moment, seq, characters,
        author = 'agent' AS by_agent, substr(text, 1, 1) <> '@' AS counts
    FROM messages WHERE author IN ('buyer', 'agent')
)
WINDOW chat AS (PARTITION BY shop, agent, buyer, day ORDER BY moment, seq);

CREATE TEMP TABLE chats AS
WITH grouped AS (
    SELECT
        shop, agent, buyer, day,
        min(moment) AS first_at,
        max(moment) AS last_at,
        min(iif(counts AND NOT by_agent, moment, NULL)) AS first_asked_at,
        sum(NOT by_agent) AS buyer_messages,
        sum(by_agent) AS agent_messages,
        sum(iif(by_agent, characters, 0)) AS agent_characters,
        sum(counts AND NOT by_agent) AS buyer_counted,
        sum(counts AND by_agent) AS agent_counted
    FROM said GROUP BY shop, agent, buyer, day
),
moved AS (
    SELECT shop, agent, buyer, moment / 86400000 AS day, max(event = 'transfer_in') AS transferred_in,
        max(event = 'transfer_out') AS transferred_out
    FROM messages WHERE event <> '' GROUP BY shop, agent, buyer, day
),
mains AS (
    SELECT DISTINCT shop, substr(agent, 1, instr(agent || ':', ':') - 1) AS main
    FROM (SELECT DISTINCT shop, agent FROM grouped)
)
SELECT
    grouped.*, coalesce(transferred_in, 0) AS transferred_in, coalesce(transferred_out, 0) AS transferred_out,
    buyer_counted > 0 AND NOT (coalesce(transferred_out, 0) AND agent_counted = 0)
        AND (shop, substr(buyer, 1, instr(buyer || ':', ':') - 1)) NOT IN (SELECT shop, main FROM mains) AS kept
FROM grouped LEFT JOIN moved USING (shop, agent, buyer, day);

CREATE INDEX temp.chats_key ON chats (shop, buyer, day, agent);

CREATE TEMP TABLE asked AS
SELECT rowid AS chat, shop, agent, buyer, day, first_asked_at FROM chats
WHERE kept AND agent <> '' AND agent_counted > 0 AND first_asked_at IS NOT NULL;

CREATE TEMP TABLE reception AS
SELECT
    shop, agent, day,
    count(*) AS consulted,
    sum(kept AND agent_counted > 0) AS received,
    sum(kept AND agent_counted = 0) AS unreplied,
    sum(buyer_messages) AS buyer_messages,
    sum(agent_messages) AS agent_messages,
    sum(agent_characters) AS agent_characters,
    sum(transferred_in) AS transferred_in,
    sum(transferred_out) AS transferred_out
FROM chats WHERE agent <> '' GROUP BY shop, agent, day;

CREATE TEMP TABLE responses AS
WITH compared AS (
    SELECT shop, agent, buyer, day, moment, seq, by_agent, lag(by_agent) OVER chat AS last_by
    FROM said WHERE counts
    WINDOW chat AS (PARTITION BY shop, agent, buyer, day ORDER BY moment, seq)
),
turns AS (
    SELECT *, lead(moment) OVER chat AS answered_at, row_number() OVER chat <= 2 AS is_first
    FROM compared WHERE last_by IS NOT by_agent
    WINDOW chat AS (PARTITION BY shop, agent, buyer, day ORDER BY moment, seq)
),
opened AS (
    SELECT turns.shop, turns.agent, turns.day, (answered_at - moment) / 1000.0 AS wait, is_first,
        moment / 3600000 % 24 BETWEEN 8 AND 22 AS by_day, moment / 3600000 % 24 BETWEEN 9 AND 22 AS by_jd_day
    FROM turns JOIN chats USING (shop, buyer, day, agent)
    WHERE NOT by_agent AND kept AND agent <> ''
)
SELECT
    shop, agent, day,
    count(*) AS rounds,
    count(wait) AS answered,
    sum(wait) AS waited,
    sum(is_first AND wait IS NOT NULL) AS firsts_answered,
    sum(iif(is_first, wait, NULL)) AS firsts_waited,
    sum(coalesce(wait <= 30, 0)) AS fast,
    sum(by_day) AS day_rounds,
    sum(by_day AND coalesce(wait <= 180, 0)) AS day_within,
    sum(iif(by_day, min(coalesce(wait, 600), 600), NULL)) AS day_capped,
    sum(is_first AND by_jd_day) AS jd_firsts,
    sum(is_first AND by_jd_day AND coalesce(wait <= 30, 0)) AS jd_firsts_fast
FROM opened GROUP BY shop, agent, day;

CREATE TEMP TABLE concurrency AS
WITH begun AS (
    SELECT shop, agent, buyer, day, moment, before FROM said
    WHERE agent <> '' AND (before IS NULL OR moment > before + 600000)
),
moves AS (
    SELECT shop, agent, day, moment, 1 AS step FROM begun
    UNION ALL
    SELECT shop, agent, day, before + 600000, -1 FROM begun WHERE before IS NOT NULL
    UNION ALL
    SELECT shop, agent, day, last_at + 600000, -1 FROM chats WHERE agent <> ''
),
depths AS (
    SELECT shop, agent, day,
        sum(step) OVER (PARTITION BY shop, agent, day ORDER BY moment, step ROWS UNBOUNDED PRECEDING) AS depth
    FROM moves
)
SELECT shop, agent, day, max(depth) AS max_concurrent FROM depths GROUP BY shop, agent, day;

CREATE TEMP TABLE inquiries AS
WITH met_orders AS (
    SELECT
        chat,
        max(paid_at < first_asked_at AND paid_at >= first_asked_at - 15 * 86400000) AS after_sales,
        max(created_at > first_asked_at AND created_at / 86400000 = day) AS ordered_same_day,
        max(created_at > first_asked_at AND created_at / 86400000 <= day + 1) AS ordered,
        max(created_at > first_asked_at AND created_at / 86400000 <= day + 1 AND paid_at < (day + 2) * 86400000)
            AS paid_next_day,
        max(created_at > first_asked_at AND created_at / 86400000 <= day + 1 AND paid_at IS NOT NULL) AS paid
    FROM asked JOIN orders ON orders.shop = asked.shop AND orders.buyer = asked.buyer
    WHERE asked.buyer <> '' GROUP BY chat
)
SELECT
    shop, agent, day,
    count(*) AS inquiries,
    sum(coalesce(ordered_same_day, 0)) AS ordered_same_day,
    sum(coalesce(ordered, 0)) AS ordered,
    sum(coalesce(paid_next_day, 0)) AS paid_next_day,
    sum(coalesce(paid, 0)) AS paid
FROM asked LEFT JOIN met_orders USING (chat)
WHERE NOT coalesce(after_sales, 0)
GROUP BY shop, agent, day;

CREATE TEMP TABLE solved AS
SELECT
    shop, agent, day,
    count(*) AS talked,
    sum(buyer = '' OR NOT EXISTS (
        SELECT 1 FROM chats AS later
        WHERE later.shop = asked.shop AND later.buyer = asked.buyer AND later.day > asked.day
            AND later.day <= asked.day + 7 AND later.buyer_counted > 0
    )) AS solved_once
FROM asked GROUP BY shop, agent, day;

CREATE TEMP TABLE sold AS
WITH near AS (
    SELECT
        orders.shop, number, agent,
        row_number() OVER (PARTITION BY orders.shop, number ORDER BY last_at DESC, first_at DESC, agent) AS place
    FROM orders JOIN chats ON orders.shop = chats.shop AND orders.buyer = chats.buyer
    WHERE paid_at IS NOT NULL AND orders.buyer <> '' AND agent <> ''
        AND first_at <= created_at AND last_at >= created_at - 2 * 86400000
),
given AS (SELECT shop, number, sum(amount_fen) AS refunded FROM refunds WHERE completed GROUP BY shop, number)
SELECT
    shop, agent, created_at / 86400000 AS day,
    sum(paid_fen) AS sales,
    count(*) AS orders,
    count(DISTINCT buyer) AS buyers,
    sum(items) AS items,
    sum(coalesce(refunded, 0)) AS refunded,
    count(refunded) AS refunded_orders
FROM orders JOIN near USING (shop, number) LEFT JOIN given USING (shop, number)
WHERE place = 1
GROUP BY shop, agent, day;

CREATE TEMP TABLE reminded AS
WITH firsts AS (
    SELECT reminders.shop, agent, number, min(moment) AS moment, max(paid_at) AS paid_at, max(paid_fen) AS fen
    FROM reminders JOIN orders USING (shop, number)
    WHERE agent <> '' AND created_at <= moment AND (paid_at IS NULL OR paid_at > moment)
    GROUP BY reminders.shop, agent, number
)
SELECT
    shop, agent, moment / 86400000 AS day,
    count(*) AS reminded,
    sum(coalesce(paid_at < (moment / 86400000 + 3) * 86400000, 0)) AS reminder_recovered,
    sum(iif(paid_at < (moment / 86400000 + 3) * 86400000, fen, 0)) AS reminder_sales
FROM firsts GROUP BY shop, agent, day;

SELECT *
FROM reception
FULL JOIN responses USING (shop, agent, day)
FULL JOIN concurrency USING (shop, agent, day)
FULL JOIN inquiries USING (shop, agent, day)
FULL JOIN solved USING (shop, agent, day)
FULL JOIN sold USING (shop, agent, day)
FULL JOIN reminded USING (shop, agent, day)
ORDER BY shop, agent, day;
