-- Run once, by the superuser of an empty server: the hub's role may do nothing beyond its own database.
\set ON_ERROR_STOP on
\set password `cat "${SECRETS:-/run/secrets}/database-password"`

create role frontdesk_hub nologin;
create role frontdesk login password :'password';
grant frontdesk_hub to frontdesk;
create database frontdesk owner frontdesk encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8' template template0;
