from enum import StrEnum


class PlaceKind(StrEnum):
    """What a place is; AREA also where nothing but its name is known."""

    COUNTRY = "country"
    REGION = "region"
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    STREET = "street"
    SQUARE = "square"
    BUILDING = "building"
    UNIVERSITY = "university"
    AIRPORT = "airport"
    MINE = "mine"
    ROAD = "road"
    BRIDGE = "bridge"
    BORDER = "border"
    AREA = "area"


class PlaceSort(StrEnum):
    NAME = "name"
    UPDATED_AT = "updated_at"
    UPDATED_AT_DESC = "-updated_at"
