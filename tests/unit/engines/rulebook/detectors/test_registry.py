"""Every detector can be named, set and documented."""

from dataclasses import fields

from guitai.engines.rulebook.detectors import DETECTORS


def test_every_detector_says_what_it_does_and_what_each_setting_means():
    for detector in DETECTORS.values():
        assert detector.run.__doc__
        assert detector.settings.__doc__
        assert all(f"``{each.name}``" in detector.settings.__doc__ for each in fields(detector.settings))


def test_every_detector_works_without_settings():
    assert all(detector.settings() == detector.settings() for detector in DETECTORS.values())
