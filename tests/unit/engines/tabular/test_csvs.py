"""A broken line of a csv costs that line and no other."""

import tracemalloc

from tests.unit.engines.tabular.made import V2017, order_csv, saved

from guitai.engines.tabular.reading import open_export
from guitai.kernel.decoding import Rejection


def lines_of(path):
    (reading,) = open_export(path)
    return [(line.line, getattr(line, "code", "")) for line in reading]


def with_message(*messages):
    return order_csv(V2017, *({"买家留言": message} for message in messages))


def test_a_message_of_several_lines_is_one_cell_and_lines_are_counted_as_in_the_file(tmp_path):
    path = saved(tmp_path, with_message("第一行\n第二行\n第三行", "一行"))

    (reading,) = open_export(path)
    first, second = reading

    assert first.buyer_message == "第一行\n第二行\n第三行"
    assert (first.line, second.line) == (2, 5)


def test_the_first_cell_and_the_last_may_be_of_several_lines_too(tmp_path):
    text = (
        "商家备注,订单编号,总金额,订单状态,买家留言\n"
        '"改地址\n加急",1,2,交易成功,\n"""急""\n要发票",2,3,交易成功,"快,\n点"\n"一\n二,",3,4,交易成功,好\n'
    )

    (reading,) = open_export(saved(tmp_path, text))

    assert [(order.line, order.remark, order.buyer_message) for order in reading] == [
        (2, "改地址\n加急", ""),
        (4, '"急"\n要发票', "快,\n点"),
        (7, "一\n二,", "好"),
    ]


def test_a_quotation_mark_never_closed_costs_one_line(tmp_path):
    broken = with_message("好", "坏", "好").replace('"坏",', '"坏,')

    assert lines_of(saved(tmp_path, broken)) == [(2, ""), (3, "uneven"), (4, "")]


def test_a_quotation_mark_opened_at_the_end_of_a_line_costs_that_line(tmp_path):
    text = '订单编号,总金额,订单状态\n1,2,交易成功\n2,3,"交易成功\n3,4,"交易成功"\n4,5,交易成功\n'

    assert lines_of(saved(tmp_path, text)) == [(2, ""), (3, "open_quote"), (4, ""), (5, "")]


def test_a_quotation_mark_that_swallows_the_rest_of_a_long_file_costs_one_line(tmp_path):
    text = '订单编号,总金额,订单状态\n1,2,交易成功\n2,3,"交易成功\n' + "3,4,交易成功\n" * 500

    found = lines_of(saved(tmp_path, text))

    assert found[:3] == [(2, ""), (3, "open_quote"), (4, "")]
    assert len(found) == 502


def test_an_endless_cell_costs_its_own_lines(tmp_path):
    text = f'订单编号,总金额,订单状态\n1,2,交易成功\n2,3,"{"长" * 200_000}"\n3,4,交易成功\n'

    assert lines_of(saved(tmp_path, text)) == [(2, ""), (3, "open_quote"), (4, "")]


def test_an_endless_cell_may_be_the_last(tmp_path):
    text = f'订单编号,总金额,订单状态\n1,2,交易成功\n2,3,"{"长" * 200_000}"\n'

    assert lines_of(saved(tmp_path, text)) == [(2, ""), (3, "open_quote")]


def test_cells_too_many_or_too_few_are_rejected_with_both_numbers(tmp_path):
    text = "订单编号,总金额,订单状态\n1,2,交易成功,,\n2,3,交易,成功\n3,4\n"

    (reading,) = open_export(saved(tmp_path, text))
    good, many, few = reading

    assert good.order_id == "1"
    assert (many.code, many.facts) == ("uneven", {"found": "4", "meant": "3"})
    assert isinstance(few, Rejection) and few.line == 4


def test_lines_after_a_cell_of_several_are_counted_on_into_the_next_block(tmp_path):
    blank = "好" * 400
    path = saved(tmp_path, with_message("第一行\n第二行", *[blank] * 200, '坏"坏', blank))

    found = lines_of(path)

    assert path.stat().st_size > 2 * 65_536
    assert found[:2] == [(2, ""), (4, "")]
    assert found[-2:] == [(204, ""), (205, "")]
    assert len(found) == 203


def test_a_broken_letter_in_a_cell_of_several_lines_costs_the_row(tmp_path):
    text = with_message("第一行\n第?行\n第三行", "好")
    path = tmp_path / "broken.csv"
    path.write_bytes(text.encode("gb18030").replace(b"?", b"\xff"))

    assert lines_of(path) == [(2, "broken_letters"), (5, "")]


def test_memory_stays_flat_over_a_large_file(tmp_path):
    header, line = with_message("好").splitlines(keepends=True)
    path = saved(tmp_path, header + line * 20_000)
    (reading,) = open_export(path)

    tracemalloc.start()
    read = sum(1 for _ in reading)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert read == 20_000
    assert peak < 2_000_000 < path.stat().st_size
