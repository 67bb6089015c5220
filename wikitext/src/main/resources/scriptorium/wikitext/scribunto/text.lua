-- mw.text
local host, mw = ...
local text = {}

text.decode = host.decode
text.jsonDecode = host.jsonDecode
text.unstrip = host.unstrip
text.unstripNoWiki = host.unstripNoWiki
text.killMarkers = host.killMarkers
text.JSON_PRESERVE_KEYS = 1
text.JSON_TRY_FIXING = 2
text.JSON_PRETTY = 4

function text.jsonEncode( value, flags )
	return host.jsonEncode( value, flags or 0 )
end

local entities = { ['<'] = '&lt;', ['>'] = '&gt;', ['&'] = '&amp;', ['"'] = '&quot;', ["'"] = '&#039;', ['\194\160'] = '&nbsp;' }

function text.encode( value, charset )
	charset = charset or '<>&"\'\194\160'
	return ( mw.ustring.gsub( tostring( value ), '[' .. charset .. ']', function ( c )
		return entities[c] or string.format( '&#%d;', mw.ustring.codepoint( c ) )
	end ) )
end

function text.nowiki( value )
	value = tostring( value )
	value = value:gsub( '["&\'<=>%[%]{|}]', { ['"'] = '&#34;', ['&'] = '&#38;', ["'"] = '&#39;', ['<'] = '&#60;', ['='] = '&#61;', ['>'] = '&#62;',
		['['] = '&#91;', [']'] = '&#93;', ['{'] = '&#123;', ['|'] = '&#124;', ['}'] = '&#125;' } )
	value = ( '\n' .. value ):gsub( '\n[#*:; \n\t]', function ( two )
		return '\n&#' .. two:byte( 2 ) .. ';'
	end )
	value = value:sub( 2 )
	value = ( '\n' .. value ):gsub( '\n%-%-%-%-', '\n&#45;---' ):sub( 2 )
	value = value:gsub( '://', '&#58;//' ):gsub( '__', '_&#95;' ):gsub( '~~~', '~~&#126;' )
	value = value:gsub( '([Ii][Ss][Bb][Nn])(%s)', function ( word, blank ) return word .. '&#' .. blank:byte() .. ';' end )
	value = value:gsub( '([Rr][Ff][Cc])(%s)', function ( word, blank ) return word .. '&#' .. blank:byte() .. ';' end )
	value = value:gsub( '([Pp][Mm][Ii][Dd])(%s)', function ( word, blank ) return word .. '&#' .. blank:byte() .. ';' end )
	return value
end

function text.tag( name, attributes, content )
	if type( name ) == 'table' then
		name, attributes, content = name.name, name.attrs, name.content
	end
	local out = { '<' .. name }
	for key, value in pairs( attributes or {} ) do
		if value == true then
			out[#out + 1] = ' ' .. key
		elseif value ~= false then
			out[#out + 1] = ' ' .. key .. '="' .. text.encode( tostring( value ), '<>&"' ) .. '"'
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
	value = tostring( value )
	if not charset then
		return ( value:gsub( '^[\t\r\n\f ]+', '' ):gsub( '[\t\r\n\f ]+$', '' ) )
	end
	return ( mw.ustring.gsub( mw.ustring.gsub( value, '^[' .. charset .. ']+', '' ), '[' .. charset .. ']+$', '' ) )
end

function text.gsplit( value, pattern, plain )
	value = tostring( value )
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
	if keep <= 0 then
		return ellipsis
	end
	local short
	if length > 0 then
		short = mw.ustring.sub( value, 1, keep ) .. ellipsis
	else
		short = ellipsis .. mw.ustring.sub( value, -keep )
	end
	return mw.ustring.len( short ) < all and short or value
end

return text
