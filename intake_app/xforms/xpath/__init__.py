"""XPath 1.0 with the functions of ODK XForms, compiled to Python closures.

No XML library and no other layer is known here: an expression is text, a
document is a tree of `Node`, and time, chance and secondary instances come in
through an `Environment`. The reference for behaviour is the ODK XForms
specification and, where that is silent, getodk/web-forms.
"""
