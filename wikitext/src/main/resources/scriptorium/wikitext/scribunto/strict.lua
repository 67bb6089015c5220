-- Globals that were never set are errors, and so are globals set inside functions.
local known = {}
local meta = getmetatable( _G ) or {}

meta.__index = function ( _, name )
	if name ~= 'arg' and not known[name] then
		error( "Tried to read nil global " .. tostring( name ), 2 )
	end
end

meta.__newindex = function ( globals, name, value )
	if name ~= 'arg' and not known[name] then
		error( "Tried to write global " .. tostring( name ), 2 )
	end
	rawset( globals, name, value )
end

setmetatable( _G, meta )
