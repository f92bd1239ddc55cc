import pytest

from guitai.engines.lostorders.quantity import quantity_asked


@pytest.mark.parametrize(
    ("said", "pieces"),
    [
        (["想拍10个"], 10),
        (["拿三件能便宜点吗"], 3),
        (["要两套", "还是买5套吧"], 5),
        (["要0个"], 1),
        (["买999件"], 200),
        (["这件多少钱"], 1),
        (["我要二十二条"], 22),
        ([], 1),
    ],
)
def test_the_most_a_buyer_spoke_of_buying(said: list[str], pieces: int):
    assert quantity_asked(said) == pieces
