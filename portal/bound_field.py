"""Fields of plain forms in the portal's style; components/field.html puts label, hint and errors around."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField


class PortalBoundField(BoundField):
    """To be named by a form: `bound_field_class = PortalBoundField`."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        classes = [
            widget.attrs.get("class", ""),
            _bootstrap_class(widget),
            "is-invalid" if self.errors else "",
        ]
        return super().build_widget_attrs(attrs, widget) | {"class": " ".join(filter(None, classes))}


def _bootstrap_class(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"
