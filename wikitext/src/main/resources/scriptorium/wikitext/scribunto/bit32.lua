-- bit32
local bit = {}
local limit = 4294967296

local function whole( value, name, place )
	local kind = type( value )
	value = tonumber( value )
	if not value then
		error( "bad argument #" .. ( place or 1 ) .. " to '" .. ( name or '?' ) .. "' (number expected, got " .. kind .. ")", 3 )
	end
	return ( value < 0 and math.ceil( value ) or math.floor( value ) ) % limit
end

local function combine( a, b, test )
	local out, place = 0, 1
	while a > 0 or b > 0 do
		if test( a % 2, b % 2 ) then
			out = out + place
		end
		a, b, place = math.floor( a / 2 ), math.floor( b / 2 ), place * 2
	end
	return out
end

local function fold( name, start, test )
	return function ( ... )
		local out = start
		for i = 1, select( '#', ... ) do
			out = combine( out, whole( ( select( i, ... ) ), name, i ), test )
		end
		return out
	end
end

bit.band = fold( 'band', limit - 1, function ( a, b ) return a == 1 and b == 1 end )
bit.bor = fold( 'bor', 0, function ( a, b ) return a == 1 or b == 1 end )
bit.bxor = fold( 'bxor', 0, function ( a, b ) return a ~= b end )

function bit.btest( ... )
	return bit.band( ... ) ~= 0
end

function bit.bnot( value )
	return limit - 1 - whole( value )
end

function bit.lshift( value, count )
	if count < 0 then
		return bit.rshift( value, -count )
	end
	return count > 31 and 0 or whole( value ) * 2 ^ count % limit
end

function bit.rshift( value, count )
	if count < 0 then
		return bit.lshift( value, -count )
	end
	return count > 31 and 0 or math.floor( whole( value ) / 2 ^ count )
end

function bit.arshift( value, count )
	value = whole( value )
	if count < 0 or value < limit / 2 then
		return bit.rshift( value, count )
	end
	return count > 31 and limit - 1 or math.floor( value / 2 ^ count ) + ( limit - 2 ^ ( 32 - count ) )
end

function bit.lrotate( value, count )
	count = count % 32
	value = whole( value )
	return bit.bor( bit.lshift( value, count ), bit.rshift( value, 32 - count ) )
end

function bit.rrotate( value, count )
	return bit.lrotate( value, -count )
end

function bit.extract( value, field, width )
	return math.floor( whole( value ) / 2 ^ field ) % 2 ^ ( width or 1 )
end

function bit.replace( value, with, field, width )
	width = width or 1
	local old = bit.extract( value, field, width )
	return whole( value ) + ( whole( with ) % 2 ^ width - old ) * 2 ^ field
end

return bit
