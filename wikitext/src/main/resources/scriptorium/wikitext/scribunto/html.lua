-- mw.html: builds HTML.
local _, mw = ...
local html = {}
local methods = {}
local meta = { __index = methods }
local void = { area = 1, base = 1, br = 1, col = 1, command = 1, embed = 1, hr = 1, img = 1, input = 1, keygen = 1, link = 1, meta = 1, param = 1, source = 1, track = 1, wbr = 1 }

local function escape( text )
	return ( tostring( text ):gsub( '[&<>"]', { ['&'] = '&amp;', ['<'] = '&lt;', ['>'] = '&gt;', ['"'] = '&quot;' } ) )
end

-- Markers of put-away text stay as they are; so do entities of a style.
local function cssValue( value )
	return ( tostring( value ):gsub( '[;{}]', '' ) )
end

local function check( name, value, ... )
	for _, kind in ipairs( { ... } ) do
		if type( value ) == kind then
			return
		end
	end
	error( "bad argument to '" .. name .. "' (" .. table.concat( { ... }, ' or ' ) .. " expected, got " .. type( value ) .. ")", 3 )
end

local function build( node, out )
	local name = node.tagName
	if name then
		out[#out + 1] = '<' .. name
		for _, attribute in ipairs( node.attributes ) do
			out[#out + 1] = ' ' .. attribute.name .. '="' .. escape( attribute.value ) .. '"'
		end
		if #node.styles > 0 then
			local css = {}
			for _, style in ipairs( node.styles ) do
				css[#css + 1] = style.text or ( style.name .. ':' .. style.value )
			end
			out[#out + 1] = ' style="' .. escape( table.concat( css, ';' ) ) .. '"'
		end
		if node.selfClosing then
			out[#out + 1] = ' />'
			return
		end
		out[#out + 1] = '>'
	end
	for _, child in ipairs( node.nodes ) do
		if type( child ) == 'table' then
			build( child, out )
		else
			out[#out + 1] = child
		end
	end
	if name and not node.unclosed then
		out[#out + 1] = '</' .. name .. '>'
	end
end

meta.__tostring = function ( self )
	local out = {}
	build( self, out )
	return table.concat( out )
end

meta.__concat = function ( a, b )
	return tostring( a ) .. tostring( b )
end

local function create( name, args )
	args = args or {}
	local node = setmetatable( {}, meta )
	node.tagName = name
	node.nodes = {}
	node.attributes = {}
	node.styles = {}
	node.parent = args.parent
	node.selfClosing = name and ( args.selfClosing or void[name] ~= nil )
	return node
end

local function attribute( self, name )
	for i, known in ipairs( self.attributes ) do
		if known.name == name then
			return known, i
		end
	end
end

function methods:node( builder )
	if builder ~= nil then
		if type( builder ) == 'table' and getmetatable( builder ) ~= meta then
			builder = tostring( builder )
		end
		self.nodes[#self.nodes + 1] = type( builder ) == 'table' and builder or tostring( builder )
	end
	return self
end

function methods:wikitext( ... )
	for i = 1, select( '#', ... ) do
		local text = select( i, ... )
		if text == nil then
			break
		end
		self.nodes[#self.nodes + 1] = tostring( text )
	end
	return self
end

function methods:newline()
	self.nodes[#self.nodes + 1] = '\n'
	return self
end

function methods:tag( name, args )
	if type( name ) == 'table' then
		name, args = name[1], name
	end
	check( 'tag', name, 'string', 'number' )
	args = args or {}
	local child = create( tostring( name ), { selfClosing = args.selfClosing, parent = self } )
	self.nodes[#self.nodes + 1] = child
	return child
end

function methods:attr( name, value )
	if type( name ) == 'table' then
		for key, field in pairs( name ) do
			self:attr( key, field )
		end
		return self
	end
	check( 'attr', name, 'string' )
	if not name:find( '^[%w:_%-.]+$' ) then
		error( "bad argument #1 to 'attr' (invalid attribute name '" .. name .. "')", 2 )
	end
	if name == 'style' then
		self.styles = {}
		if value ~= nil and tostring( value ) ~= '' then
			self.styles = { { text = tostring( value ) } }
		end
		return self
	end
	local known, i = attribute( self, name )
	if value == nil then
		if known then
			table.remove( self.attributes, i )
		end
	elseif known then
		known.value = tostring( value )
	else
		self.attributes[#self.attributes + 1] = { name = name, value = tostring( value ) }
	end
	return self
end

function methods:getAttr( name )
	local known = attribute( self, name )
	return known and known.value
end

function methods:addClass( class )
	if class == nil then
		return self
	end
	check( 'addClass', class, 'string', 'number' )
	local known = attribute( self, 'class' )
	if known then
		known.value = known.value .. ' ' .. class
	else
		self:attr( 'class', tostring( class ) )
	end
	return self
end

function methods:css( name, value )
	if type( name ) == 'table' then
		for key, field in pairs( name ) do
			self:css( key, field )
		end
		return self
	end
	check( 'css', name, 'string', 'number' )
	for i, style in ipairs( self.styles ) do
		if style.name == name then
			if value == nil then
				table.remove( self.styles, i )
			else
				style.value = cssValue( value )
			end
			return self
		end
	end
	if value ~= nil then
		self.styles[#self.styles + 1] = { name = name, value = cssValue( value ) }
	end
	return self
end

function methods:cssText( css )
	if css ~= nil then
		check( 'cssText', css, 'string', 'number' )
		self.styles[#self.styles + 1] = { text = tostring( css ) }
	end
	return self
end

function methods:done()
	return self.parent or self
end

function methods:allDone()
	local node = self
	while node.parent do
		node = node.parent
	end
	return node
end

function html.create( name, args )
	if type( name ) == 'table' then
		name, args = name[1], name
	end
	if name ~= nil and tostring( name ) ~= '' then
		name = tostring( name )
		if not name:find( '^%w+$' ) then
			error( "bad argument #1 to 'mw.html.create' (invalid tag name '" .. name .. "')", 2 )
		end
	else
		name = nil
	end
	return create( name, args )
end

return html
