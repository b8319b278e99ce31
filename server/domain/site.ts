/** The gym of a database that is not told apart from others: with it, tokens name none. */
export const MAIN_SITE = 'main'

/** What a gym among several is called: short enough for a host's label. */
export const SITE_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/
