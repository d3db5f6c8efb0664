"""A small valid GTFS feed, of which a test changes what it is about.

Two coaches a day go from Auch by Preignan to Lectoure on weekdays; a train leaves Auch station.
"""

import io
import zipfile

TABLES = {
    "agency": "agency_id,agency_name,agency_url,agency_timezone\nlio,liO,https://x.example,Europe/Paris\n",
    "stops": (
        "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"
        "auch,Auch,43.6461,0.5858,,\n"
        "preignan,Preignan,43.7125,0.6328,0,\n"
        "lectoure,Lectoure,43.9344,0.6219,0,\n"
        "station,Gare d’Auch,43.6476,0.5969,1,\n"
        "platform,Voie A,43.6477,0.5970,0,station\n"
        "toulouse,Toulouse,43.6111,1.4536,0,\n"
        "door,Entrée,43.6478,0.5969,2,station\n"
    ),
    "routes": (
        "route_id,agency_id,route_short_name,route_long_name,route_type\n"
        "r1,lio,932,Auch – Lectoure,3\n"
        "r2,lio,,Auch – Toulouse,106\n"
    ),
    "calendar": (
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
        "week,1,1,1,1,1,0,0,20260105,20261231\n"
        "daily,1,1,1,1,1,1,1,20260105,20260630\n"
    ),
    "calendar_dates": "service_id,date,exception_type\nweek,20260501,2\nweek,20270102,1\n",
    "trips": (
        "route_id,service_id,trip_id,trip_headsign,bikes_allowed\n"
        "r1,week,t1,Lectoure,2\n"
        "r1,week,t2,,\n"
        "r2,daily,t3,Toulouse,1\n"
    ),
    "stop_times": (
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type\n"
        "t1,8:00:00,8:05:00,auch,1,0,1\n"
        "t1,08:15:00,08:15:00,preignan,2,,\n"
        "t1,08:45:00,08:45:00,lectoure,5,,\n"
        "t2,17:00:00,17:00:00,lectoure,1,,\n"
        "t2,17:30:00,17:31:00,preignan,2,1,0\n"
        "t2,17:45:00,17:45:00,auch,3,,\n"
        "t3,23:50:00,23:50:00,platform,1,,\n"
        "t3,25:10:00,25:10:00,toulouse,2,,\n"
    ),
}


def a_gtfs(folder: str = "", **changes: str | bytes | None) -> io.BytesIO:
    """The feed as a ZIP; a table given as None is left out."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, table in {**TABLES, **changes}.items():
            if table is not None:
                zipped.writestr(f"{folder}{name}.txt", table)
    content.seek(0)
    return content


def with_row(table: str, row: str) -> dict[str, str]:
    """A table with one more row, for `a_gtfs`."""
    return {table: f"{TABLES[table]}{row}\n"}
