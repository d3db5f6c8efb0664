"""By language: what of a working copy becomes public when some languages of it are published."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from app.queries.sheets import PublicSheet
from gis.sheets import PhotoSheet, RouteSheet, StepSheet, VariantSheet
from gis.vocabulary import Language

Said = Mapping[Language, str]


def to_publish(
    draft: RouteSheet, line_id: int, chosen: Collection[Language], public: PublicSheet | None
) -> tuple[RouteSheet, int]:
    """What will be public, and the version of its line."""
    kept = public.sheet.texts if public else {}
    texts = {
        language: draft.texts[language] if language in chosen else kept[language]
        for language in Language
        if language in chosen or language in kept
    }
    if Language.FR in chosen:
        return in_its_languages(replace(draft, texts=texts)), line_id
    assert public is not None
    steps = {step.id: step.texts for step in draft.steps}
    photos = {photo.key: photo.texts for photo in draft.photos}
    variants = {variant.id: variant.texts for variant in draft.variants}
    translated = _reworded(
        replace(public.sheet, texts=texts, modified_at=draft.modified_at),
        lambda step: _translated(step.texts, steps.get(step.id), chosen),
        lambda photo: _translated(photo.texts, photos.get(photo.key), chosen),
        lambda variant: _translated(variant.texts, variants.get(variant.id), chosen),
    )
    return translated, public.line_id


def _translated(public: Said, now: Said | None, chosen: Collection[Language]) -> Said:
    """Words in public, those of the chosen languages as they are now.

    Where the French is no longer the same, a translation of it waits until the French goes.
    """
    if now is None or now.get(Language.FR) != public.get(Language.FR):
        return public
    kept = {language: words for language, words in public.items() if language not in chosen}
    return kept | {language: words for language, words in now.items() if language in chosen}


def in_its_languages(sheet: RouteSheet) -> RouteSheet:
    """A sheet that says nothing in languages in which it has no words of its own."""

    def said(one: StepSheet | PhotoSheet | VariantSheet) -> Said:
        return {language: words for language, words in one.texts.items() if language in sheet.texts}

    return _reworded(sheet, said, said, said)


def _reworded(
    sheet: RouteSheet,
    step_said: Callable[[StepSheet], Said],
    photo_said: Callable[[PhotoSheet], Said],
    variant_said: Callable[[VariantSheet], Said],
) -> RouteSheet:
    """A sheet with other words for what is said along it."""
    return replace(
        sheet,
        steps=tuple(replace(one, texts=step_said(one)) for one in sheet.steps),
        photos=tuple(replace(one, texts=photo_said(one)) for one in sheet.photos),
        variants=tuple(replace(one, texts=variant_said(one)) for one in sheet.variants),
    )
