import pytest
import yaml

from guitai.kernel.yaml_data import parsed


def test_plain_data_is_read_and_nothing_else():
    assert parsed("words: [发货, 快递]\nsure: .9\non: {a: no}") == {
        "words": ["发货", "快递"],
        "sure": 0.9,
        True: {"a": False},
    }
    with pytest.raises(yaml.YAMLError):
        parsed("!!python/object/apply:os.getcwd []")
    with pytest.raises(yaml.YAMLError):
        parsed("words: [")
