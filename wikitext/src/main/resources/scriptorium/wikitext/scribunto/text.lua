-- mw.text
local host, mw = ...
local util = require( 'libraryUtil' )
local text = {}

text.decode = host.decode
text.unstrip = host.unstrip
text.unstripNoWiki = host.unstripNoWiki
text.killMarkers = host.killMarkers
text.JSON_PRESERVE_KEYS = 1
text.JSON_TRY_FIXING = 2
text.JSON_PRETTY = 4

function text.jsonDecode( value, flags )
	util.checkType( 'mw.text.jsonDecode', 1, value, 'string' )
	return host.jsonDecode( value, flags )
end

function text.jsonEncode( value, flags )
	return host.jsonEncode( value, flags or 0 )
end

local entities = { ['<'] = '&lt;', ['>'] = '&gt;', ['&'] = '&amp;', ['"'] = '&quot;', ["'"] = '&#039;', ['\194\160'] = '&nbsp;' }

function text.encode( value, charset )
	charset = charset or '<>&"\'\194\160'
	return ( mw.ustring.gsub( value, '[' .. charset .. ']', function ( c )
		return entities[c] or string.format( '&#%d;', mw.ustring.codepoint( c ) )
	end ) )
end

local function reference( c )
	return '&#' .. c:byte() .. ';'
end

local function secondReference( first, second )
	return first .. reference( second )
end

-- Schemes of addresses that no slashes follow.
local schemes = { 'bitcoin', 'geo', 'magnet', 'mailto', 'news', 'sip', 'sips', 'sms', 'tel', 'urn', 'xmpp' }

function text.nowiki( value )
	value = string.gsub( value, '["&\'<=>%[%]{|};\r]', reference )
	value = value:gsub( '^[#*: \n\t%-+_~]', reference )
	value = value:gsub( '(\n)([#*: \n\t])', secondReference ):gsub( '\n%-%-%-%-', '\n&#45;---' )
	value = value:gsub( '://', '&#58;//' ):gsub( '~~~', '~~&#126;' ):gsub( '!%f[!]', '&#33;' ):gsub( '!!', '&#33;!' )
	value = value:gsub( '(_)(_+)', function ( first, rest ) return first .. rest:gsub( '_', '&#95;' ) end )
	value = value:gsub( '^&#95;_', '&#95;&#95;' )
	for _, word in ipairs( { 'ISBN', 'RFC', 'PMID' } ) do
		value = value:gsub( '(' .. word .. ')(%s)', secondReference )
	end
	for _, scheme in ipairs( schemes ) do
		value = value:gsub( '%f[%w](' .. scheme .. '):', '%1&#58;' )
	end
	return value
end

function text.tag( name, attributes, content )
	if type( name ) == 'table' then
		name, attributes, content = name.name, name.attrs, name.content
	end
	util.checkType( 'tag', 1, name, 'string' )
	util.checkType( 'tag', 2, attributes, 'table', true )
	if content then
		util.checkTypeMulti( 'tag', 3, content, { 'string', 'number' } )
	end
	local out = { '<' .. name }
	for key, value in pairs( attributes or {} ) do
		if type( key ) ~= 'string' or key:find( '[\t\r\n\f /<>"\'=%z]' ) or type( value ) == 'table' or type( value ) == 'function' then
			error( "bad named argument attrs to 'tag' (names and texts expected)", 2 )
		end
		if value == true then
			out[#out + 1] = ' ' .. key
		elseif value ~= false then
			out[#out + 1] = ' ' .. key .. '="' .. text.encode( tostring( value ), '<>&"' ):gsub( "'", '&#39;' ) .. '"'
		end
	end
	if content == nil then
		out[#out + 1] = '>'
	elseif content == false then
		out[#out + 1] = ' />'
	else
		out[#out + 1] = '>' .. tostring( content ) .. '</' .. name .. '>'
	end
	return table.concat( out )
end

function text.trim( value, charset )
	if not charset then
		return ( string.gsub( value, '^[\t\r\n\f ]+', '' ):gsub( '[\t\r\n\f ]+$', '' ) )
	end
	return ( mw.ustring.gsub( mw.ustring.gsub( value, '^[' .. charset .. ']+', '' ), '[' .. charset .. ']+$', '' ) )
end

function text.gsplit( value, pattern, plain )
	local at, length = 1, mw.ustring.len( value )
	return function ()
		if not at then
			return nil
		end
		local from, to = mw.ustring.find( value, pattern, at, plain )
		local part
		if not from then
			part = mw.ustring.sub( value, at )
			at = nil
		elseif to < from then
			part = mw.ustring.sub( value, at, from )
			at = from < length and from + 1 or nil
		else
			part = from > at and mw.ustring.sub( value, at, from - 1 ) or ''
			at = to + 1
		end
		return part
	end
end

function text.split( value, pattern, plain )
	local parts = {}
	for part in text.gsplit( value, pattern, plain ) do
		parts[#parts + 1] = part
	end
	return parts
end

function text.listToText( list, separator, conjunction )
	separator = separator or host.interfaceText( 'comma-separator' )
	conjunction = conjunction or ( host.interfaceText( 'and' ) .. host.interfaceText( 'word-separator' ) )
	local n = #list
	if n < 2 then
		return n == 1 and tostring( list[1] ) or ''
	end
	return table.concat( list, separator, 1, n - 1 ) .. conjunction .. list[n]
end

function text.truncate( value, length, ellipsis, adjust )
	ellipsis = ellipsis or host.interfaceText( 'ellipsis' ) or '...'
	local all = mw.ustring.len( value )
	if all <= math.abs( length ) then
		return value
	end
	local keep = math.abs( length ) - ( adjust and mw.ustring.len( ellipsis ) or 0 )
	local short
	if keep <= 0 then
		short = ellipsis
	elseif length > 0 then
		short = mw.ustring.sub( value, 1, keep ) .. ellipsis
	else
		short = ellipsis .. mw.ustring.sub( value, -keep )
	end
	return mw.ustring.len( short ) < all and short or value
end

return text
