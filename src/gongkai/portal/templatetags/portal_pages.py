"""Addresses of things found, for templates (页面网址)."""

from __future__ import annotations

from django import template

from gongkai.portal.searching import page_of

register = template.Library()
register.filter("page_of", page_of)
