-- bit: the names that older modules call bit32's functions by.
local bit32 = require( 'bit32' )
return {
	band = bit32.band, bor = bit32.bor, bxor = bit32.bxor, bnot = bit32.bnot,
	blshift = bit32.lshift, brshift = bit32.arshift, blogic_rshift = bit32.rshift,
}
