/** Where a desk sends its credential over HTTP: a token that was made for it is good only beside that. */
export const DESK_HEADER = 'desk-token'
