import { GYMS_FILES } from './foreign-lists.ts'
import { PRODUCTS_FILES } from './foreign-products.ts'

export const FOREIGN_FILES = [...PRODUCTS_FILES, ...GYMS_FILES]
