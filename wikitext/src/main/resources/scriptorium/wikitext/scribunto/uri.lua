-- mw.uri
local host, mw = ...
local util = require( 'libraryUtil' )
local uri = {}
local methods, meta = {}, {}

-- The kind of an encoding, in capitals.
local function kindOf( name, kind )
	kind = tostring( kind or 'QUERY' ):upper()
	if kind ~= 'QUERY' and kind ~= 'PATH' and kind ~= 'WIKI' then
		error( "bad argument #2 to '" .. name .. "' (one of QUERY, PATH, WIKI expected)", 3 )
	end
	return kind
end

function uri.encode( value, kind )
	util.checkType( 'encode', 1, value, 'string' )
	kind = kindOf( 'encode', kind )
	local blank, keep = '+', '[^%w%-_.~]'
	if kind == 'PATH' then
		blank = '%20'
	elseif kind == 'WIKI' then
		blank, keep = '_', '[^%w%-_.!$()*,/:;@~]'
	end
	value = value:gsub( keep, function ( c )
		return c == ' ' and blank or string.format( '%%%02X', c:byte() )
	end )
	return value
end

function uri.decode( value, kind )
	util.checkType( 'decode', 1, value, 'string' )
	kind = kindOf( 'decode', kind )
	if kind ~= 'PATH' then
		value = value:gsub( kind == 'WIKI' and '_' or '%+', ' ' )
	end
	return ( value:gsub( '%%(%x%x)', function ( hex ) return string.char( tonumber( hex, 16 ) ) end ) )
end

function uri.anchorEncode( value )
	return mw.getCurrentFrame():callParserFunction( 'anchorencode', tostring( value ) )
end

local function flatten( query )
	if type( query ) ~= 'table' then
		return query
	end
	return uri.buildQueryString( query )
end

local function url( kind, page, query )
	if not mw.title.new( tostring( page ) ) then
		return nil
	end
	query = flatten( query )
	local args = { tostring( page ) }
	if query ~= nil and query ~= '' then
		args[2] = query
	end
	local text = mw.getCurrentFrame():callParserFunction( kind, args )
	return uri.new( mw.text.decode( text ) )
end

function uri.localUrl( page, query )
	return url( 'localurl', page, query )
end

function uri.fullUrl( page, query )
	return url( 'fullurl', page, query )
end

function uri.canonicalUrl( page, query )
	return url( 'canonicalurl', page, query )
end

function uri.buildQueryString( query )
	local keys, parts = {}, {}
	for key in pairs( query ) do
		keys[#keys + 1] = key
	end
	table.sort( keys, function ( a, b ) return tostring( a ) < tostring( b ) end )
	local function add( name, value )
		if type( value ) == 'table' then
			for key, inner in pairs( value ) do
				add( type( key ) == 'number' and name or name .. '[' .. key .. ']', inner )
			end
		elseif value == false then
			parts[#parts + 1] = uri.encode( name )
		else
			parts[#parts + 1] = uri.encode( name ) .. '=' .. uri.encode( tostring( value ) )
		end
	end
	for _, key in ipairs( keys ) do
		add( tostring( key ), query[key] )
	end
	return table.concat( parts, '&' )
end

function uri.parseQueryString( text )
	local out = {}
	for part in text:gmatch( '[^&]+' ) do
		local name, value = part:match( '^([^=]*)=(.*)$' )
		name = uri.decode( name or part )
		value = value ~= nil and uri.decode( value ) or false
		if out[name] == nil then
			out[name] = value
		elseif type( out[name] ) == 'table' then
			table.insert( out[name], value )
		else
			out[name] = { out[name], value }
		end
	end
	return out
end

function methods:parse( text )
	local rest, fragment = text:match( '^([^#]*)#?(.*)$' )
	self.fragment = text:find( '#', 1, true ) and fragment or nil
	local before, query = rest:match( '^([^?]*)%?(.*)$' )
	self.query = query and uri.parseQueryString( query ) or nil
	rawset( self, 'queryText', query )
	rest = before or rest
	local protocol, tail = rest:match( '^(%a[%w+.-]*):(.*)$' )
	self.protocol = protocol
	rest = tail or rest
	local authority, path = rest:match( '^//([^/]*)(.*)$' )
	if authority then
		local login, host_ = authority:match( '^(.*)@(.*)$' )
		if login then
			self.user, self.password = login:match( '^([^:]*):?(.*)$' )
			authority = host_
		end
		local name, port = authority:match( '^(.*):(%d+)$' )
		self.host = name or authority
		self.port = tonumber( port )
		rest = path
	end
	self.path = rest
	return self
end

function methods:clone()
	return uri.new( tostring( self ) )
end

function methods:extend( query )
	self.query = self.query or {}
	rawset( self, 'queryText', nil )
	for key, value in pairs( query ) do
		self.query[key] = value
	end
	return self
end

meta.__index = function ( self, key )
	if methods[key] then
		return methods[key]
	end
	if key == 'hostPort' then
		return self.host and self.host .. ( self.port and ':' .. self.port or '' )
	elseif key == 'userInfo' then
		return self.user and self.user .. ( self.password and self.password ~= '' and ':' .. self.password or '' )
	elseif key == 'authority' then
		return self.host and ( self.userInfo and self.userInfo .. '@' or '' ) .. self.hostPort
	elseif key == 'queryString' then
		return rawget( self, 'queryText' ) or self.query and uri.buildQueryString( self.query )
	elseif key == 'relativePath' then
		return ( self.path or '' ) .. ( self.queryString and '?' .. self.queryString or '' ) .. ( self.fragment and '#' .. self.fragment or '' )
	end
end

meta.__tostring = function ( self )
	return ( self.protocol and self.protocol .. ':' or '' ) .. ( self.authority and '//' .. self.authority or '' ) .. self.relativePath
end

meta.__eq = function ( a, b )
	return tostring( a ) == tostring( b )
end

function uri.new( value )
	if value ~= nil then
		util.checkTypeMulti( 'new', 1, value, { 'string', 'table', 'nil' } )
	end
	local object = setmetatable( {}, meta )
	if type( value ) == 'table' then
		for key, field in pairs( value ) do
			rawset( object, key, field )
		end
		return object
	end
	return object:parse( value == nil and host.siteFacts().server or tostring( value ) )
end

function uri.validate( object )
	if type( object ) ~= 'table' then
		return false, 'not a URI'
	end
	if object.host and object.path and object.path ~= '' and object.path:sub( 1, 1 ) ~= '/' then
		return false, 'the path must begin with a slash'
	end
	return true, ''
end

return uri
