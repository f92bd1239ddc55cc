from guitai.engines.agreement.reading import is_threshold, lacks_need, last_asked, read_answer, read_question
from guitai.engines.agreement.topics import topics
from guitai.kernel.normalised import normalise


def said(text: str, *questions: str):
    return list(read_answer(normalise(text), read_question(*questions)))


def test_several_wordings_of_a_question_are_for_a_case_only_if_all_say_so():
    assert read_question("新疆包邮吗", "包邮吗").tags == frozenset()
    assert read_question("新疆包邮吗", "新疆邮费多少").tags == {"region:新疆"}
    assert read_question().tags == frozenset()


def test_the_last_clause_that_asks_is_what_was_asked_last():
    asked = last_asked("在吗\n能机洗吗 谢谢")

    assert asked is not None and asked.found.best == "machine_wash"
    assert last_asked("谢谢") is None


def test_a_question_between_two_topics_is_open_and_one_mostly_of_other_words_not_covered():
    assert read_question("洗过退货运费谁出能退吗").is_open
    assert not read_question("能机洗吗").is_open
    assert read_question("能机洗吗").is_covered
    assert not read_question("我上次买的那件红色外套拉链坏掉以后拿去裁缝铺机洗").is_covered
    assert not read_question("你好").is_covered


def test_a_clause_that_only_names_a_case_leads_the_next_of_its_sentence():
    first, second, third = said("质量问题的话，运费我们承担。运费险也送")

    assert first.tags == second.tags == {"cause:quality"}
    assert third.tags == frozenset()
    assert said("全国都一样，江苏两天到")[1].tags == {"region:江苏"}


def test_the_goods_in_view_do_not_divide_a_rule_of_the_shop():
    (clause,) = said("48小时内发出", "这条裤子什么时候发")
    (of_product,) = said("不能机洗", "这条裤子能机洗吗")

    assert clause.conditions_for(topics().by_key["dispatch"]) == frozenset()
    assert of_product.conditions_for(topics().by_key["machine_wash"]) == {"goods:裤子"}


def test_a_sum_to_be_reached_is_a_condition():
    (clause,) = said("满200元送洗衣袋")

    assert [is_threshold(value) for value in clause.values] == [True]
    assert clause.conditions_for(topics().by_key["gift"]) == {"threshold:20000"}


def test_words_of_the_clause_before_or_of_the_question_make_it_another_topic():
    _first, second = said("核对后补发，第二天发出")
    (of_question,) = said("第二天发出", "补发要多久")

    assert second.is_about_another("dispatch") and of_question.is_about_another("dispatch")
    assert "dispatch" not in {topic.key for topic in second.spoken_of()}


def test_what_only_makes_sense_for_a_named_case_lacks_it_without_one():
    remote = topics().by_key["postage_remote"]

    assert lacks_need(remote, frozenset()) and not lacks_need(remote, frozenset({"region:新疆"}))
    assert not lacks_need(topics().by_key["dispatch"], frozenset())
