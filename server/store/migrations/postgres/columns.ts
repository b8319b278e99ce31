/** Texts are compared by their bytes, as SQLite does. */
export const TEXT = 'text collate "C"'

/** Whose gym's a row is: that of the connection which writes it. Without one there is no row. */
export const SITE = `site_id bigint not null default current_setting('hub.site')::bigint`
