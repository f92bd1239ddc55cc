-- All figures by agent and day, as somebody would write them by hand for DuckDB who knows that settings are the usual
-- ones and that nobody wants any other cut. Views messages, orders, refunds, reminders are there; $first and $next bound
-- the days of messages that are worked on at once: the first statement is run for each of them.
INSERT INTO chats
WITH said AS (
    SELECT
        shop, agent, buyer, CAST("at" AS DATE) AS day, "at" AS moment, seq, characters, event,
        author = 'buyer' AS by_buyer, author = 'agent' AS by_agent, NOT starts_with(text, '@') AS counts
    FROM messages
    WHERE (author IN ('buyer', 'agent') OR event <> '') AND "at" >= $first AND "at" < $next
),
grouped AS (
    SELECT
        shop, agent, buyer, day,
        count_if(by_buyer) AS buyer_messages,
        count_if(by_agent) AS agent_messages,
        sum(characters) FILTER (by_agent) AS agent_characters,
        coalesce(bool_or(event = 'transfer_in'), false) AS transferred_in,
        coalesce(bool_or(event = 'transfer_out'), false) AS transferred_out,
        list_sort(
            list({'moment': moment, 'seq': seq, 'by_agent': by_agent, 'counts': counts}) FILTER (by_buyer OR by_agent)
        ) AS lines
    FROM said
    GROUP BY ALL
    HAVING len(lines) > 0
),
heard AS (SELECT *, list_filter(lines, line -> line.counts) AS heard FROM grouped),
turned AS (
    SELECT *, list_filter(heard, (line, place) -> place = 1 OR line.by_agent <> heard[place - 1].by_agent) AS turns
    FROM heard
)
SELECT
    shop, agent, buyer, day, buyer_messages, agent_messages, agent_characters, transferred_in, transferred_out,
    lines[1].moment AS first_at,
    lines[-1].moment AS last_at,
    list_filter(turns[:2], turn -> NOT turn.by_agent)[1].moment AS first_asked_at,
    len(list_filter(heard, line -> line.by_agent)) AS agent_counted,
    len(heard) - agent_counted AS buyer_counted,
    list_filter(
        list_transform(turns, (turn, place) -> {
            'by_agent': turn.by_agent, 'opened_at': turn.moment, 'answered_at': turns[place + 1].moment,
            'is_first': place <= 2
        }),
        round -> NOT round.by_agent
    ) AS rounds,
    list_filter(lines, (line, p) -> p = 1 OR line.moment > lines[p - 1].moment + INTERVAL 10 MINUTE) AS begins,
    list_filter(lines, (line, p) -> p = len(lines) OR lines[p + 1].moment > line.moment + INTERVAL 10 MINUTE) AS ends,
    NOT (buyer_counted = 0 OR (transferred_out AND agent_counted = 0)) AS kept
FROM turned;

WITH mains AS (SELECT DISTINCT shop, split_part(agent, ':', 1) AS main FROM (SELECT DISTINCT shop, agent FROM chats)),
own AS (
    SELECT chats.rowid AS chat FROM chats JOIN mains ON chats.shop = mains.shop AND split_part(buyer, ':', 1) = main
)
UPDATE chats SET kept = false WHERE rowid IN (FROM own);

WITH reception AS (
    SELECT
        shop, agent, day,
        count(*) AS consulted,
        count_if(kept AND agent_counted > 0) AS received,
        count_if(kept AND agent_counted = 0) AS unreplied,
        sum(buyer_messages) AS buyer_messages,
        sum(agent_messages) AS agent_messages,
        coalesce(sum(agent_characters), 0) AS agent_characters,
        count_if(transferred_in) AS transferred_in,
        count_if(transferred_out) AS transferred_out
    FROM chats
    WHERE agent <> ''
    GROUP BY ALL
),
opened AS (SELECT shop, agent, day, unnest(rounds) AS round FROM chats WHERE kept AND agent <> ''),
waits AS (
    SELECT
        shop, agent, day,
        (epoch_ms(round.answered_at) - epoch_ms(round.opened_at)) / 1000.0 AS wait,
        round.is_first AS is_first,
        hour(round.opened_at) BETWEEN 8 AND 22 AS by_day,
        hour(round.opened_at) BETWEEN 9 AND 22 AS by_jd_day
    FROM opened
),
responses AS (
    SELECT
        shop, agent, day,
        count(*) AS rounds,
        count(wait) AS answered,
        sum(wait) AS waited,
        count(wait) FILTER (is_first) AS firsts_answered,
        sum(wait) FILTER (is_first) AS firsts_waited,
        count_if(wait <= 30) AS fast,
        count_if(by_day) AS day_rounds,
        count_if(by_day AND wait <= 180) AS day_within,
        sum(least(coalesce(wait, 600), 600)) FILTER (by_day) AS day_capped,
        count_if(is_first AND by_jd_day) AS jd_firsts,
        count_if(is_first AND by_jd_day AND wait <= 30) AS jd_firsts_fast
    FROM waits
    GROUP BY ALL
),
stretches AS (
    SELECT shop, agent, day, unnest(begins).moment AS begins_at, unnest(ends).moment + INTERVAL 10 MINUTE AS ends_at
    FROM chats
    WHERE agent <> ''
),
moves AS (  -- odd: somebody begins; even: somebody is gone
    SELECT shop, agent, day, 2 * epoch_ms(begins_at) + 1 AS move FROM stretches
    UNION ALL
    SELECT shop, agent, day, 2 * epoch_ms(ends_at) FROM stretches
),
sorted AS (SELECT shop, agent, day, list_sort(list(move)) AS moves FROM moves GROUP BY ALL),
begun AS (
    SELECT shop, agent, day, list_filter(
        list_transform(moves, (move, place) -> {'begins': move % 2 = 1, 'place': place}), move -> move.begins
    ) AS begun
    FROM sorted
),
concurrency AS (
    SELECT shop, agent, day, list_max(list_transform(begun, (move, number) -> 2 * number - move.place)) AS max_concurrent
    FROM begun
),
asked AS (
    SELECT rowid AS chat, shop, agent, buyer, day, first_asked_at FROM chats
    WHERE kept AND agent <> '' AND agent_counted > 0 AND first_asked_at IS NOT NULL
),
met_orders AS (
    SELECT
        chat,
        bool_or(paid_at < first_asked_at AND paid_at >= first_asked_at - INTERVAL 15 DAY) AS after_sales,
        bool_or(created_at > first_asked_at AND CAST(created_at AS DATE) = day) AS ordered_same_day,
        bool_or(created_at > first_asked_at AND CAST(created_at AS DATE) <= day + 1) AS ordered,
        bool_or(created_at > first_asked_at AND CAST(created_at AS DATE) <= day + 1 AND paid_at < day + 2)
            AS paid_next_day,
        bool_or(created_at > first_asked_at AND CAST(created_at AS DATE) <= day + 1 AND paid_at IS NOT NULL) AS paid
    FROM asked
    JOIN orders ON orders.shop = asked.shop AND orders.buyer = asked.buyer
        AND created_at < day + 2 AND (created_at > first_asked_at OR paid_at < first_asked_at)
    WHERE asked.buyer <> ''
    GROUP BY chat
),
inquiries AS (
    SELECT
        shop, agent, day,
        count(*) AS inquiries,
        count_if(ordered_same_day) AS ordered_same_day,
        count_if(ordered) AS ordered,
        count_if(paid_next_day) AS paid_next_day,
        count_if(paid) AS paid
    FROM asked LEFT JOIN met_orders USING (chat)
    WHERE after_sales IS NOT TRUE
    GROUP BY ALL
),
wrote AS (SELECT DISTINCT shop, buyer, day FROM chats WHERE buyer_counted > 0 AND buyer <> ''),
again AS (SELECT *, lead(day) OVER (PARTITION BY shop, buyer ORDER BY day) AS next_day FROM wrote),
solved AS (
    SELECT asked.shop, agent, asked.day, count(*) AS talked, count_if((next_day <= asked.day + 7) IS NOT TRUE) AS solved_once
    FROM asked LEFT JOIN again ON asked.shop = again.shop AND asked.buyer = again.buyer AND asked.day = again.day
    GROUP BY ALL
),
whose AS (
    SELECT orders.shop, number, arg_max(agent, (last_at, first_at)) AS agent
    FROM orders
    JOIN chats ON orders.shop = chats.shop AND orders.buyer = chats.buyer
        AND first_at <= created_at AND last_at >= created_at - INTERVAL 2 DAY
    WHERE paid_at IS NOT NULL AND orders.buyer <> '' AND agent <> ''
    GROUP BY ALL
),
given AS (SELECT shop, "order" AS number, sum(amount_fen) AS refunded FROM refunds WHERE completed GROUP BY ALL),
sold AS (
    SELECT
        shop, agent, CAST(created_at AS DATE) AS day,
        sum(paid_fen) AS sales,
        count(*) AS orders,
        count(DISTINCT buyer) AS buyers,
        sum(items) AS items,
        sum(coalesce(refunded, 0)) AS refunded,
        count(refunded) AS refunded_orders
    FROM orders JOIN whose USING (shop, number) LEFT JOIN given USING (shop, number)
    GROUP BY ALL
),
first_reminders AS (
    SELECT reminders.shop, agent, number, min("at") AS moment, any_value(paid_at) AS paid_at, any_value(paid_fen) AS fen
    FROM reminders JOIN orders ON reminders.shop = orders.shop AND number = "order"
    WHERE agent <> '' AND created_at <= "at" AND (paid_at IS NULL OR paid_at > "at")
    GROUP BY ALL
),
reminded AS (
    SELECT
        shop, agent, CAST(moment AS DATE) AS day,
        count(*) AS reminded,
        count_if(paid_at < CAST(moment AS DATE) + 3) AS reminder_recovered,
        coalesce(sum(fen) FILTER (paid_at < CAST(moment AS DATE) + 3), 0) AS reminder_sales
    FROM first_reminders
    GROUP BY ALL
)
SELECT *
FROM reception
FULL JOIN responses USING (shop, agent, day)
FULL JOIN concurrency USING (shop, agent, day)
FULL JOIN inquiries USING (shop, agent, day)
FULL JOIN solved USING (shop, agent, day)
FULL JOIN sold USING (shop, agent, day)
FULL JOIN reminded USING (shop, agent, day)
ORDER BY shop, agent, day;
