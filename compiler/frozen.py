"""Values that never change: what `@dataclass(frozen=True, slots=True)` makes, in a tenth of the time.

The standard decorator writes and compiles seven methods for each class. That takes half a millisecond, and there are
two hundred classes before the first line of a file is read. Here all classes share their methods, except `__init__`,
which is written when the first value is made.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, cast, dataclass_transform

_C = TypeVar("_C", bound=type)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: _C) -> _C:
    """The class as a dataclass with slots; values are equal by their fields, hashed by them, and can't be changed.

    It has at least one field, and inherits none; of the options of `field` it knows `default` and `default_factory`.
    It has none of the methods that are set here.
    """
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    made.__dataclass_params__.frozen = True
    values = attrgetter(*made.__slots__)

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807
        made.__init__ = _written(made)
        made.__init__(self, *args, **kwargs)

    def __eq__(self: Any, other: object) -> bool:  # noqa: N807
        return bool(values(self) == values(other)) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(values(self))

    for method in (__init__, __eq__, __hash__, __repr__, __setattr__, __delattr__):
        setattr(made, method.__name__, method)
    return cast(_C, made)


@dataclass_transform(frozen_default=True, order_default=True, field_specifiers=(field,))
def ordered(cls: _C) -> _C:
    """As `frozen`; and values of the class are in the order of their fields, the first one first."""
    made: Any = frozen(cls)
    values = attrgetter(*made.__slots__)
    for compare in (operator.lt, operator.le, operator.gt, operator.ge):
        setattr(made, f"__{compare.__name__}__", _comparison(compare, values))
    return cast(_C, made)


def _comparison(compare: Callable[[Any, Any], Any], values: Callable[[Any], Any]) -> Callable[[Any, object], bool]:
    def method(self: Any, other: object) -> bool:
        return bool(compare(values(self), values(other))) if other.__class__ is self.__class__ else NotImplemented

    return method


def _written(cls: type) -> Callable[..., None]:
    """`__init__` as one would write it, but for the way it stores: assigning is forbidden."""
    scope: dict[str, Any] = {"_absent": MISSING}
    parameters, lines = ["self"], []
    for each in fields(cls):
        name = value = each.name
        scope[f"_set_{name}"] = cls.__dict__[name].__set__
        if each.default_factory is not MISSING:
            scope[f"_new_{name}"] = each.default_factory
            value = f"_new_{name}() if {name} is _absent else {name}"
            parameters.append(f"{name}=_absent")
        elif each.default is not MISSING:
            scope[f"_usual_{name}"] = each.default
            parameters.append(f"{name}=_usual_{name}")
        else:
            parameters.append(name)
        lines.append(f"    _set_{name}(self, {value})")
    exec("\n".join([f"def __init__({', '.join(parameters)}):", *lines]), scope)  # noqa: S102 - names of fields alone
    return cast("Callable[..., None]", scope["__init__"])


def __repr__(self: Any) -> str:  # noqa: N807
    inside = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields(self))
    return f"{self.__class__.__qualname__}({inside})"


def __setattr__(_self: Any, name: str, _value: object) -> None:  # noqa: N807
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def __delattr__(_self: Any, name: str) -> None:  # noqa: N807
    raise FrozenInstanceError(f"cannot delete field {name!r}")
