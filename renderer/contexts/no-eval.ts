import { config } from 'zod'

// Before any schema is made: zod would try whether it may make functions of text, and the page's policy reports each try.
config({ jitless: true })
