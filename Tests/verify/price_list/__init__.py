"""A stand-in for the AWS Price List: small offer files in the true shapes, traps included."""

from .files import PUBLISHED, Edition, price_list
from .server import PriceListServer, Stream, self_signed

__all__ = ["PUBLISHED", "Edition", "PriceListServer", "Stream", "price_list", "self_signed"]
