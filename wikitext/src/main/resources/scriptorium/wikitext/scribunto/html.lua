-- mw.html: builds HTML.
local util = require( 'libraryUtil' )
local html = {}
local methods = {}
local meta = { __index = methods }
local void = { area = 1, base = 1, br = 1, col = 1, command = 1, embed = 1, hr = 1, img = 1, input = 1, keygen = 1, link = 1, meta = 1, param = 1, source = 1, track = 1, wbr = 1 }

local function escape( text )
	return ( tostring( text ):gsub( '[&<>"]', { ['&'] = '&amp;', ['<'] = '&lt;', ['>'] = '&gt;', ['"'] = '&quot;' } ) )
end

-- What would end a declaration is written as CSS escapes it.
local function cssText( value )
	return ( tostring( value ):gsub( '[%z\1-\31;:]', function ( c ) return string.format( '\\%X ', c:byte() ) end ) )
end

local texts = { 'string', 'number' }
local optionalTexts = { 'string', 'number', 'nil' }

local function isText( value )
	return type( value ) == 'string' or type( value ) == 'number'
end

-- A table in place of a name and a value: every pair must do.
local function checkTable( method, fields, value, good )
	if value ~= nil then
		error( "bad argument #2 to '" .. method .. "' (a table stands for both arguments)", 3 )
	end
	for key, field in pairs( fields ) do
		if not good( key ) or not isText( field ) then
			error( "bad argument #1 to '" .. method .. "' (a table of names and texts expected)", 3 )
		end
	end
end

local function isAttribute( name )
	return type( name ) == 'string' and name:find( '^[%w:_%-.]+$' ) ~= nil
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
				css[#css + 1] = style.text or ( cssText( style.name ) .. ':' .. style.value )
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

local function add( self, child )
	if self.selfClosing then
		error( "a tag that closes itself has nothing in it", 3 )
	end
	self.nodes[#self.nodes + 1] = child
end

function methods:node( builder )
	if builder ~= nil then
		if type( builder ) == 'table' and getmetatable( builder ) ~= meta then
			builder = tostring( builder )
		end
		add( self, type( builder ) == 'table' and builder or tostring( builder ) )
	end
	return self
end

function methods:wikitext( ... )
	for i = 1, select( '#', ... ) do
		local text = select( i, ... )
		if text == nil then
			break
		end
		util.checkTypeMulti( 'wikitext', i, text, texts )
		add( self, tostring( text ) )
	end
	return self
end

function methods:newline()
	add( self, '\n' )
	return self
end

function methods:tag( name, args )
	util.checkType( 'tag', 1, name, 'string' )
	util.checkType( 'tag', 2, args, 'table', true )
	local child = create( name, { selfClosing = args and args.selfClosing, parent = self } )
	add( self, child )
	return child
end

function methods:attr( name, value )
	if type( name ) == 'table' then
		checkTable( 'attr', name, value, isAttribute )
		for key, field in pairs( name ) do
			self:attr( key, field )
		end
		return self
	end
	util.checkType( 'attr', 1, name, 'string' )
	util.checkTypeMulti( 'attr', 2, value, optionalTexts )
	if not isAttribute( name ) then
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
	util.checkType( 'getAttr', 1, name, 'string' )
	local known = attribute( self, name )
	return known and known.value
end

function methods:addClass( class )
	util.checkTypeMulti( 'addClass', 1, class, optionalTexts )
	if class == nil then
		return self
	end
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
		checkTable( 'css', name, value, isText )
		for key, field in pairs( name ) do
			self:css( key, field )
		end
		return self
	end
	util.checkTypeMulti( 'css', 1, name, texts )
	util.checkTypeMulti( 'css', 2, value, optionalTexts )
	for i, style in ipairs( self.styles ) do
		if style.name == name then
			if value == nil then
				table.remove( self.styles, i )
			else
				style.value = cssText( value )
			end
			return self
		end
	end
	if value ~= nil then
		self.styles[#self.styles + 1] = { name = name, value = cssText( value ) }
	end
	return self
end

function methods:cssText( css )
	util.checkTypeMulti( 'cssText', 1, css, optionalTexts )
	if css ~= nil then
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
	util.checkType( 'mw.html.create', 1, name, 'string', true )
	util.checkType( 'mw.html.create', 2, args, 'table', true )
	if name == '' then
		name = nil
	elseif name and not name:find( '^%w+$' ) then
		error( "bad argument #1 to 'mw.html.create' (invalid tag name '" .. name .. "')", 2 )
	end
	return create( name, args )
end

return html
