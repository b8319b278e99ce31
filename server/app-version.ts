import program from '../package.json' with { type: 'json' }

/** The version of this program, as people know it. */
export const APP_VERSION: string = program.version
